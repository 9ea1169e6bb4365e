/** The parts of SARIF 2.1.0 that a run uses (OASIS Standard, section 3). */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly Run[];
}

interface Run {
  readonly tool: { readonly driver: ToolComponent };
  readonly automationDetails: { readonly id: string };
  readonly invocations: readonly Invocation[];
  readonly results: readonly Result[];
}

interface ToolComponent {
  readonly name: string;
  readonly semanticVersion: string;
  readonly rules: readonly Rule[];
}

/** `reportingDescriptor` (3.49). */
export interface Rule {
  readonly id: string;
  readonly shortDescription: Message;
  readonly help: Message;
  readonly helpUri?: string;
  readonly properties?: { readonly tags: readonly string[] };
}

/** `invocation` (3.20). */
export interface Invocation {
  readonly executionSuccessful: boolean;
  readonly startTimeUtc?: string;
  readonly toolExecutionNotifications: readonly {
    readonly level: 'error' | 'note';
    readonly message: Message;
  }[];
}

/** `result` (3.27). */
export interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: 'fail' | 'review';
  readonly level: 'error' | 'warning' | 'none';
  readonly message: Message;
  readonly locations: readonly [Location];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string | readonly string[]>>;
}

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region?: { readonly startLine: number };
  };
  readonly logicalLocations?: readonly LogicalLocation[];
}

/** `logicalLocation` (3.33). */
export interface LogicalLocation {
  readonly kind: string;
  readonly fullyQualifiedName: string;
}

interface Message {
  readonly text: string;
}
