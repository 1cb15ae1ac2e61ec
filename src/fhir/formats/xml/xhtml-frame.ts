/** The narrative's `div` while XML is read: one frame for all the markup in it. */
import type { SaxesTagNS } from 'saxes';
import type { Frame } from './frame.ts';
import { XhtmlText } from './xhtml.ts';

export class XhtmlFrame implements Frame {
  private readonly collected = new XhtmlText();
  private readonly deliver: (div: string) => void;

  constructor(tag: SaxesTagNS, deliver: (div: string) => void) {
    this.deliver = deliver;
    this.collected.open(tag);
  }

  open(tag: SaxesTagNS): Frame {
    this.collected.open(tag);
    return this;
  }

  text(text: string): void {
    this.collected.text(text);
  }

  comment(text: string): void {
    this.collected.comment(text);
  }

  close(local: string): void {
    const div = this.collected.close(local);
    if (div !== undefined) this.deliver(div);
  }
}
