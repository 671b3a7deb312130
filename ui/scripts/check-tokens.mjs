// Fails when a colour is written anywhere but in the token file, or when a key exists in only one dictionary.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const colour = /#[0-9a-fA-F]{3,8}\b(?![-\w])|\b(?:rgba?|hsla?|oklch|lab|lch)\(/;
const problems = [];

function walk(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

for (const path of walk(join(root, 'src'))) {
  if (!/\.(css|tsx?)$/.test(path) || path.endsWith('styles/tokens.css') || /\.test\.tsx?$/.test(path)) continue;
  readFileSync(path, 'utf8')
    .split('\n')
    .forEach((line, index) => {
      if (colour.test(line)) problems.push(`${relative(root, path)}:${index + 1}: a colour outside styles/tokens.css`);
    });
}

function keys(value, prefix = '') {
  return Object.entries(value).flatMap(([key, child]) =>
    typeof child === 'object' ? keys(child, `${prefix}${key}.`) : [`${prefix}${key}`],
  );
}

const dictionaries = ['en', 'de'].map((language) =>
  keys(JSON.parse(readFileSync(join(root, `src/i18n/${language}.json`), 'utf8'))),
);
const [english, german] = dictionaries.map((list) => new Set(list));
for (const key of english) if (!german.has(key)) problems.push(`i18n/de.json: missing ${key}`);
for (const key of german) if (!english.has(key)) problems.push(`i18n/en.json: missing ${key}`);

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exit(problems.length ? 1 : 0);
