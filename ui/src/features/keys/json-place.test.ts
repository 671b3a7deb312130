import { describe, expect, it } from 'vitest';
import { placeOf, placeOfLine, syntaxProblem } from './json-place';

const TEXT = `{
  "purposes": [{"code": "a \\"b\\" ]", "description": "x"}],
  "rules": [
    {"name": "one", "fields": ["*"]},
    {
      "name": "two",
      "fields": ["email", "phone"],
      "people_per_day": 5
    }
  ]
}`;

describe('the place of a path', () => {
  it.each([
    ['rules[1].fields[1]', '"phone"', 7],
    ['rules[1].people_per_day', '5', 8],
    ['rules[0]', '{"name": "one", "fields": ["*"]}', 4],
    ['purposes[0].code', '"a \\"b\\" ]"', 2],
    // What is missing is shown by what should hold it.
    ['rules[0].shows', '{"name": "one", "fields": ["*"]}', 4],
    ['rules[0].fields[7]', '["*"]', 4],
  ])('%s is %s in line %i', (path, text, line) => {
    const place = placeOf(TEXT, path);
    expect(TEXT.slice(place.start, place.end)).toBe(text);
    expect(place.line).toBe(line);
  });

  it('a member missing at the top is shown by the whole document', () => {
    expect(placeOf(TEXT, 'anomaly')).toEqual({ start: 0, end: TEXT.length, line: 1 });
  });

  it('a line is found by its number', () => {
    const place = placeOfLine(TEXT, 6);
    expect(TEXT.slice(place.start, place.end)).toBe('      "name": "two",');
  });
});

describe('a text', () => {
  it('that is a document has no problem', () => {
    expect(syntaxProblem(TEXT)).toBeNull();
  });

  it('that is none has one, with its line where the browser tells it', () => {
    expect(syntaxProblem('{\n  "a": 1,\n  oops\n}')).toEqual({ line: 3 });
  });
});
