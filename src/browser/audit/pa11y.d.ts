declare module 'pa11y' {
  const pa11y: unknown;
  export default pa11y;
}
