import { Ajv2020 } from 'ajv/dist/2020.js';

/** Tells what in a value disagrees with a JSON Schema of draft 2020-12. */
export function schemaValidator(schema: object): (value: unknown) => readonly string[] {
  const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(schema);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
