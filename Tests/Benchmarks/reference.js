// The reference beside which rendering is measured: Handlebars.js, precompiled, over the same inputs.
// Usage: node reference.js TEMPLATE CONTEXTS ROUNDS      CONTEXTS: a JSON array of {"context": {…}, "mapping": {…}}
// Prints: microseconds per output (median of the rounds) and the SHA-256 over all outputs.
'use strict';
const fs = require('fs');
const crypto = require('crypto');
const Handlebars = require(process.env.HANDLEBARS_JS || '/usr/share/javascript/handlebars/handlebars.js');

const [template, contexts, rounds] = process.argv.slice(2);
const text = fs.readFileSync(template, 'utf8');
const inputs = JSON.parse(fs.readFileSync(contexts, 'utf8'));
let mapping = {};
Handlebars.registerHelper('eq', (value, ...others) => others.slice(0, -1).some((other) => other === value));
Handlebars.registerHelper('or', (...values) => values.slice(0, -1).some(Boolean));
Handlebars.registerHelper('includes', (value, ...others) => others.slice(0, -1).some((other) => value.includes(other)));
Handlebars.registerHelper('split', (value, separator) => value.split(separator));
Handlebars.registerHelper('provider', (key) => mapping[key]);
const specification = Handlebars.precompile(text.slice(text.indexOf('\n---\n', 3) + 5), { noEscape: true });
const render = Handlebars.template((0, eval)(`(${specification})`));

const buffer = Buffer.alloc(1 << 20);
const hash = crypto.createHash('sha256');
for (const input of inputs) {
  mapping = input.mapping;
  hash.update(render(input.context));
}
const times = [];
for (let round = 0; round < Number(rounds); round++) {
  const start = process.hrtime.bigint();
  for (const input of inputs) {
    mapping = input.mapping;
    buffer.write(render(input.context));
  }
  times.push(Number(process.hrtime.bigint() - start) / 1e3 / inputs.length);
}
times.sort((a, b) => a - b);
console.log(`${times[times.length >> 1]}\t${hash.digest('hex')}`);
