/** The FHIR packages and tables that a service gives out: made beforehand, never while it runs. */

export interface ShelfFile {
  /** Name of the file; a name on the shelf is never given to other bytes. */
  readonly file: string;
  readonly bytes: number;
  /** SHA-1, hexadecimal: what npm's registry calls shasum. */
  readonly shasum: string;
  /** SHA-512 in base64, as Subresource Integrity writes it. */
  readonly integrity: string;
}

export interface PackageOnShelf extends ShelfFile {
  readonly name: string;
  readonly version: string;
  /** `4.0.1`. */
  readonly fhirVersion: string;
  readonly title: string;
  readonly description: string;
  readonly canonical: string;
  /** YYYY-MM-DD. */
  readonly date: string;
}

export interface TableOnShelf extends ShelfFile {
  /** `CodeSystem/x`. */
  readonly resource: string;
  readonly title: string;
}

export interface ShelfIndex {
  readonly packages: readonly PackageOnShelf[];
  readonly tables: readonly TableOnShelf[];
}

export interface PackageShelf extends ShelfIndex {
  /** The bytes of a file on the shelf; rejects where they can't be read. */
  read(file: string): Promise<Buffer>;
}
