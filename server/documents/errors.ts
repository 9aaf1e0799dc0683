/** The document cannot be loaded or stored now. It is never served empty or in part instead. */
export class DocumentBroken extends Error {
  override readonly name = 'DocumentBroken';
  readonly document: string;

  constructor(document: string, reason: string, cause?: unknown) {
    super(`${document}: ${reason}`, { cause });
    this.document = document;
  }
}
