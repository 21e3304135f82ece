#!/usr/bin/env node
// Records the reference cases: renders every case of cases.js with Handlebars.js
// itself and writes what it answered to cases.json, next to this file.
//
// Usage:
//   node record.js             record cases.json
//   node record.js --check     compare with the cases.json there is; write nothing
//   node record.js --print re  print the cases whose name matches the regular expression
//
//   HANDLEBARS_JS=/path/to/handlebars.js node record.js
//                              another copy of the reference (4.7.x with its compiler);
//                              default: /usr/share/javascript/handlebars/handlebars.js
//                              (Debian's package libjs-handlebars)
//
// cases.json is an array with one case per line:
//   name      unique; "topic: what it shows"
//   template  the template's text
//   data      the context, as a JSON TEXT (so key order and number spelling survive)
//   partials  name -> text, only when the case has some
//   escape    "html" (the reference's default) or "none" (its noEscape option)
//   strict    the reference's strict option
//   helpers   true: the helpers below are registered as well
// and either
//   expected  the text rendered, or
//   error     the first line of the reference's message.
//
// A case for which the JavaScript engine itself throws (TypeError and the like), which asks
// for a property of a prototype, or whose output is not well-formed Unicode says
// nothing about Handlebars: the recorder refuses to record it.
'use strict';

const fs = require('fs');
const path = require('path');

const reference = process.env.HANDLEBARS_JS || '/usr/share/javascript/handlebars/handlebars.js';
const Handlebars = require(reference);
const cases = require('./cases.js');
const output = path.join(__dirname, 'cases.json');

// ---------------------------------------------------------------- Strata's helpers

// What {{#if}} holds to be true.
function truthy(value) {
  return Boolean(value) && !Handlebars.Utils.isEmpty(value);
}

// What a mustache prints.
function text(value) {
  return value === undefined || value === null ? '' : String(value);
}

const numeric = /^\s*[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?\s*$/;

function isNumeric(value) {
  return typeof value === 'number' || (typeof value === 'string' && numeric.test(value));
}

// Below zero, zero or above zero: as numbers when both are, as text (by UTF-16 unit) otherwise.
function compare(a, b) {
  const left = isNumeric(a) && isNumeric(b) ? Number(a) : text(a);
  const right = isNumeric(a) && isNumeric(b) ? Number(b) : text(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

function contains(container, values) {
  if (Array.isArray(container)) {
    return values.some((value) => container.includes(value));
  }
  if (typeof container === 'string') {
    return values.some((value) => value !== undefined && value !== null && container.includes(text(value)));
  }
  return false;
}

const strataHelpers = {
  eq: (first, ...others) => others.some((other) => first === other),
  ne: (first, ...others) => !others.some((other) => first === other),
  lt: (a, b) => compare(a, b) < 0,
  lte: (a, b) => compare(a, b) <= 0,
  gt: (a, b) => compare(a, b) > 0,
  gte: (a, b) => compare(a, b) >= 0,
  and: (...values) => values.every(truthy),
  or: (...values) => values.some(truthy),
  not: (value) => !truthy(value),
  includes: (container, ...values) => contains(container, values),
  contains: (container, ...values) => contains(container, values),
  lowercase: (value) => text(value).toLowerCase(),
  uppercase: (value) => text(value).toUpperCase(),
  capitalize: (value) => {
    const characters = [...text(value)];
    return characters.length ? characters[0].toUpperCase() + characters.slice(1).join('') : '';
  },
  trim: (value) => text(value).trim(),
  split: (value, separator) => text(value).split(text(separator)),
  join: (list, separator) =>
    Array.isArray(list) ? list.map(text).join(separator === undefined ? ', ' : text(separator)) : text(list),
  replace: (value, from, to) =>
    text(from) === '' ? text(value) : text(value).split(text(from)).join(text(to)),
  default: (value, fallback) => (value === undefined || value === null || value === '' ? fallback : value),
  add: (...values) => values.reduce((sum, value) => sum + Number(value), 0),
  subtract: (a, b) => Number(a) - Number(b),
  multiply: (...values) => values.reduce((product, value) => product * Number(value), 1),
};

// Handlebars passes its options last; the helpers above do not want them.
function withoutOptions(helper) {
  return (...args) => helper(...args.slice(0, -1));
}

// ---------------------------------------------------------------- rendering

class Refused extends Error {}

function render(testCase) {
  const handlebars = Handlebars.create();
  if (testCase.helpers) {
    for (const name of Object.keys(strataHelpers)) {
      handlebars.registerHelper(name, withoutOptions(strataHelpers[name]));
    }
  }
  for (const name of Object.keys(testCase.partials || {})) {
    handlebars.registerPartial(name, testCase.partials[name]);
  }
  const options = { noEscape: testCase.escape === 'none', strict: testCase.strict };
  const data = JSON.parse(testCase.data);

  const said = [];
  const console = global.console;
  global.console = Object.create(null);
  for (const level of ['log', 'debug', 'info', 'warn', 'error']) {
    global.console[level] = (...words) => said.push(words.join(' '));
  }
  try {
    const text = handlebars.compile(testCase.template, options)(data);
    if (Buffer.from(text, 'utf8').toString('utf8') !== text) {
      throw new Refused('the output is not well-formed Unicode');
    }
    return { expected: text };
  } catch (error) {
    if (error instanceof Refused) throw error;
    // A parse error is not an Exception, but carries the parser's own notes.
    if (!(error instanceof Handlebars.Exception) && !(error.hash && 'token' in error.hash)) {
      throw new Refused(`the engine threw: ${error.constructor.name}: ${error.message}`);
    }
    return { error: String(error.message).split('\n')[0] };
  } finally {
    global.console = console;
    if (said.some((line) => line.includes('Access has been denied'))) {
      throw new Refused('asks for a property of a prototype');
    }
  }
}

// Characters one cannot see, or that join the one before, are written as escapes.
function visible(json) {
  return json.replace(
    /[\u007f-\u00a0\u00ad\u0300-\u036f\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u20d0-\u20ff\u3000\ufe00-\ufe0f\ufeff]/g,
    (character) => '\\u' + character.charCodeAt(0).toString(16).padStart(4, '0'),
  );
}

const problems = [];
const names = new Set();
const recorded = [];
for (const entry of cases) {
  const testCase = {
    name: entry.name,
    template: entry.template,
    data: typeof entry.json === 'string' ? entry.json : JSON.stringify(entry.data === undefined ? {} : entry.data),
    ...(entry.partials ? { partials: entry.partials } : {}),
    escape: entry.escape || 'none',
    strict: Boolean(entry.strict),
    helpers: Boolean(entry.helpers),
  };
  if (names.has(testCase.name)) problems.push(`${testCase.name}: the name is taken`);
  names.add(testCase.name);
  try {
    recorded.push({ ...testCase, ...render(testCase) });
  } catch (error) {
    problems.push(`${testCase.name}: ${error.message}`);
  }
}

if (problems.length) {
  console.error(problems.join('\n'));
  console.error(`${problems.length} cases could not be recorded; cases.json is left as it was`);
  process.exit(1);
}

const json = '[\n' + recorded.map((testCase) => visible(JSON.stringify(testCase))).join(',\n') + '\n]\n';
if (process.argv[2] === '--print') {
  const wanted = new RegExp(process.argv[3] || '');
  for (const testCase of recorded.filter((one) => wanted.test(one.name))) {
    const extras = ['strict', 'helpers'].filter((flag) => testCase[flag]).join(' ');
    console.log(`${testCase.name}  [${testCase.escape}${extras && ' ' + extras}]`);
    console.log(visible(`  ${JSON.stringify(testCase.template)}  ${testCase.data}`));
    if (testCase.partials) console.log(visible(`  ${JSON.stringify(testCase.partials)}`));
    console.log(visible('error' in testCase ? `  error ${testCase.error}` : `  ${JSON.stringify(testCase.expected)}`));
  }
} else if (process.argv[2] === '--check') {
  if (fs.readFileSync(output, 'utf8') !== json) {
    console.error('cases.json is not what the reference says now');
    process.exit(1);
  }
  console.log(`${recorded.length} cases agree with Handlebars.js ${Handlebars.VERSION}`);
} else {
  fs.writeFileSync(output, json);
  const topics = new Map();
  for (const testCase of recorded) {
    const topic = testCase.name.split(':')[0];
    topics.set(topic, (topics.get(topic) || 0) + 1);
  }
  for (const [topic, count] of topics) console.log(`${String(count).padStart(4)}  ${topic}`);
  console.log(`${String(recorded.length).padStart(4)}  recorded with Handlebars.js ${Handlebars.VERSION}`);
}
