/** Where a part of a JSON document stands in its text. */
export interface Place {
  start: number;
  end: number;
  /** From 1. */
  line: number;
}

/** Splits a path as the service writes it, such as `rules[3].fields[0]`. */
function steps(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) => (index === undefined ? (name ?? '') : Number(index)));
}

/** Walks over the text of a valid document; it never judges it. */
class Walker {
  at = 0;

  constructor(private readonly text: string) {}

  blank(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }

  string(): string {
    const from = this.at++;
    while (this.text[this.at] !== '"') this.at += this.text[this.at] === '\\' ? 2 : 1;
    this.at++;
    return JSON.parse(this.text.slice(from, this.at)) as string;
  }

  /** Goes to the value of a member or an item of the value it stands at, or leaves it behind when there is none. */
  enter(step: string | number): boolean {
    const close = { '{': '}', '[': ']' }[this.text[this.at] ?? ''];
    if (!close) return false;
    this.at++;
    for (let index = 0; ; index++) {
      this.blank();
      if (this.text[this.at] === close) return false;
      let name: string | number = index;
      if (close === '}') {
        name = this.string();
        this.blank();
        this.at++;
        this.blank();
      }
      if (name === step) return true;
      this.skip();
      this.blank();
      if (this.text[this.at] === ',') this.at++;
    }
  }

  skip(): void {
    const first = this.text[this.at];
    if (first === '"') {
      this.string();
    } else if (first === '{' || first === '[') {
      for (let depth = 0; ; ) {
        const char = this.text[this.at];
        if (char === '"') {
          this.string();
          continue;
        }
        this.at++;
        if (char === '{' || char === '[') depth++;
        if ((char === '}' || char === ']') && --depth === 0) return;
      }
    } else {
      while (/[^\s,\]}]/.test(this.text[this.at] ?? ' ')) this.at++;
    }
  }
}

/** The place of a path in a valid document; where a part is missing, the place of what should hold it. */
export function placeOf(text: string, path: string): Place {
  const walker = new Walker(text);
  walker.blank();
  let start = walker.at;
  for (const step of steps(path)) {
    walker.at = start;
    if (!walker.enter(step)) break;
    start = walker.at;
  }
  walker.at = start;
  walker.skip();
  return { start, end: walker.at, line: lineOf(text, start) };
}

/** The place of a whole line. */
export function placeOfLine(text: string, line: number): Place {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return { start, end: start + (lines[line - 1]?.length ?? 0), line };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Why a text is no JSON document, and the line where the browser says so. */
export function syntaxProblem(text: string): { line: number | null } | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const words = String(error);
    const line = /line (\d+)/.exec(words)?.[1];
    const position = /position (\d+)/.exec(words)?.[1];
    if (line) return { line: Number(line) };
    return { line: position ? lineOf(text, Number(position)) : null };
  }
}
