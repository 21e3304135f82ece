// The cases record.js puts to Handlebars.js: our own templates and data, grouped by topic.
//
//   topic('name')                        starts a group; it prefixes the names that follow
//   add(name, template, data, more)      one case; `more` may hold
//     partials: {name: text}
//     escape:   'none' (the default here) or 'html'
//     strict:   true
//     helpers:  true                     with Strata's helpers (see record.js)
//   json(text)                           data given as JSON text: for spellings that
//                                        JavaScript literals would not keep (1.0, 1e400, -0)
//
// Every case must mean something outside of JavaScript: no functions as values, no
// properties of prototypes, nothing that makes the engine itself throw.
'use strict';

const cases = [];
let group = '';

class JSONText {
  constructor(text) {
    this.text = text;
  }
}
const json = (text) => new JSONText(text);
const topic = (name) => {
  group = name;
};
const add = (name, template, data = {}, more = {}) => {
  const given = data instanceof JSONText ? { json: data.text } : { data };
  cases.push({ name: `${group}: ${name}`, template, ...given, ...more });
};
const html = (name, template, data = {}, more = {}) => add(name, template, data, { escape: 'html', ...more });
const help = (name, template, data = {}, more = {}) => add(name, template, data, { helpers: true, ...more });
const strict = (name, template, data = {}, more = {}) => add(name, template, data, { strict: true, ...more });
const parts = (name, template, data, partials, more = {}) => add(name, template, data, { partials, ...more });

// ------------------------------------------------------------------ plain mustaches
topic('mustache');
add('text only', 'Nothing to see here.');
add('empty template', '');
add('only a mustache', '{{a}}', { a: 'alpha' });
add('between text', 'Dear {{name}}, welcome.', { name: 'Ada' });
add('two in a row', '{{a}}{{b}}', { a: 'x', b: 'y' });
add('spaces inside', '{{   a   }}', { a: 'x' });
add('newlines inside', '{{\n\ta\r\n}}', { a: 'x' });
add('missing prints nothing', '[{{nope}}]');
add('null prints nothing', '[{{a}}]', { a: null });
add('true', '{{a}}', { a: true });
add('false', '{{a}}', { a: false });
html('false, escaping', '[{{a}}]', { a: false });
add('zero', '[{{a}}]', { a: 0 });
html('zero, escaping', '[{{a}}]', { a: 0 });
add('empty string', '[{{a}}]', { a: '' });
add('the string NaN', '{{a}}', { a: 'NaN' });
add('a value that looks like a template', '{{a}}', { a: '{{b}}', b: 'no' });
add('a value with dollar signs', '{{a}}', { a: '$& $1 $$' });
add('a value with backslashes', '{{a}}', { a: 'C:\\dir\\{{x}}' });
add('single braces are text', '{a} } { }} {a}', { a: 'x' });
add('closing braces alone are text', 'a }} b }}} c', {});
add('three closing braces do not close two', '{{a}}}', { a: 'x' });
add('a brace before the tag', '{ {{a}} }', { a: 'x' });
add('braces with spaces between are text', '{ {a} }', { a: 'x' });
add('keys with dashes and underscores', '{{a-b}} {{a_b}} {{-a}} {{_}}', { 'a-b': 1, a_b: 2, '-a': 3, _: 4 });
add('keys with dollar, question mark and colon', '{{$a}} {{a?}} {{a:b}} {{a$b}}', { $a: 1, 'a?': 2, 'a:b': 3, a$b: 4 });
add('a key that starts with a digit', '{{1st}} {{2_b}}', { '1st': 'first', '2_b': 'b' });
add('keys are case sensitive', '{{A}}{{a}}', { A: 'big', a: 'small' });
add('keywords of JavaScript as keys', '{{class}} {{new}} {{var}} {{return}} {{function}}', { class: 1, new: 2, var: 3, return: 4, function: 5 });
add('own key that a prototype has too', '{{./constructor}} {{this.toString}} {{./valueOf}}', json('{"constructor":"c","toString":"t","valueOf":"v"}'));
add('own key __proto__', '{{__proto__}}', json('{"__proto__":"p"}'));
add('names that begin like keywords', '{{elsewhere}} {{thisone}} {{iffy}} {{trueish}} {{nullable}} {{asp}}', { elsewhere: 1, thisone: 2, iffy: 3, trueish: 4, nullable: 5, asp: 6 });
add('a key named as', '{{as}}', { as: 'x' });
add('a key named else, bracketed', '{{[else]}}', { else: 'x' });
add('keys of built-in helpers by ./', '{{./if}} {{this.each}} {{./lookup}}', { if: 'I', each: 'E', lookup: 'L' });
add('CRLF in text is kept', 'a\r\n{{x}}\r\nb', { x: 1 });
add('a lone carriage return is kept', 'a\r{{x}}\rb', { x: 1 });
add('line and paragraph separators are kept', 'a\u2028{{x}}\u2029b', { x: 1 });
add('tabs and form feeds are kept', 'a\t{{x}}\f\v', { x: 1 });
add('quotes and backslashes in text are kept', 'say "hi" \\ \'x\' {{x}} \\n', { x: 1 });
add('duplicate key in the data: the last one counts', '{{a}}', json('{"a":1,"b":2,"a":3}'));
add('ampersand', '{{&a}} {{& a }}', { a: '<b>' });
add('triple', '{{{a}}} {{{ a }}}', { a: '<b>' });

topic('root');
add('root is a string', '{{this}} {{.}} {{length}}', 'abc');
add('root is a number', '{{this}}|{{foo}}', 7);
add('root is zero', '[{{this}}]', 0);
add('root is false', '[{{this}}]', false);
add('root is true', '[{{.}}]', true);
add('root is null', '[{{this}}|{{foo}}|{{foo.bar}}|{{@root}}|{{@root.a}}]', null);
add('root is null: if passes an empty object on', '[{{this}}]{{#if true}}[{{this}}]{{/if}}', null);
add('root is null: each, with and sections', '{{#each .}}a{{else}}none{{/each}}{{#with this}}b{{else}}none{{/with}}{{#this}}c{{/this}}{{^this}}none{{/this}}', null);
add('root is a list', '{{this}} {{length}} {{[1]}} {{this.[0]}} {{#each .}}<{{.}}>{{/each}}', ['p', 'q']);
add('root is an empty list', '[{{this}}]{{#each this}}x{{else}}none{{/each}}', []);
add('root is an object', '{{this}}', {});
add('root is an empty string', '[{{this}}][{{length}}]', '');

topic('paths');
add('dotted', '{{a.b.c}}', { a: { b: { c: 'deep' } } });
add('slashes', '{{a/b/c}}', { a: { b: { c: 'deep' } } });
add('dots and slashes', '{{a/b.c}}', { a: { b: { c: 'deep' } } });
add('this', '{{this.a}} {{this/a}} {{./a}} {{././a}}', { a: 1 });
add('a key with this in brackets', '{{[this]}} {{this.[this]}}', { this: 'me' });
add('a bracketed .. is a key', '{{[..]}}|{{a.[..]}}', { '..': 'dots', a: { '..': 'inner' } });
add('a bracketed dot is a key', '{{[.]}}', { '.': 'dot' });
add('missing in the middle', '[{{a.b.c}}]', { a: {} });
add('null in the middle', '[{{a.b.c}}]', { a: { b: null } });
add('string in the middle', '[{{a.b}}][{{a.length}}]', { a: 'four' });
add('number in the middle', '[{{a.b}}][{{a.b.c}}]', { a: 5 });
add('zero in the middle', '[{{a.b}}]', { a: 0 });
add('false in the middle', '[{{a.b}}]', { a: false });
add('empty string in the middle', '[{{a.b}}][{{a.length}}]', { a: '' });
add('segment literal', '{{a.[b c]}} {{[x y]}}', { a: { 'b c': 1 }, 'x y': 2 });
add('segment literal with punctuation', '{{[a.b]}} {{[c/d]}} {{[e{f}]}} {{[#g]}} {{[h"i\']}}', { 'a.b': 1, 'c/d': 2, 'e{f}': 3, '#g': 4, 'h"i\'': 5 });
add('segment literal with closing braces', '{{[a}}b]}}', { 'a}}b': 'x' });
add('segment literal with an escaped bracket', '{{[a\\]b]}}', { 'a]b': 'x' });
add('segment literal with a backslash', '{{[b\\c]}} {{[d\\\\e]}}', { 'b\\c': 2, 'd\\e': 3 });
add('segment literal that ends in two backslashes', '{{[a\\\\]}}', { 'a\\': 1 });
add('segment literal: a bracket after two backslashes is escaped when another one follows', '{{[a\\\\]}} {{[b]}}', { 'a\\': 1, b: 2 });
add('segment literal over two lines keeps its brackets', '[{{[a\nb]}}]', { 'a\nb': 'no', '[a\nb]': 'yes' });
add('empty segment literal is the context', '{{[]}}', { '': 'key', a: 1 });
add('empty segment literal after a dot is the empty key', '{{a.[]}}', { a: { '': 'key' } });
add('index in brackets', '{{a.[0]}} {{a.[1].b}} {{a/[2]}}', { a: ['x', { b: 'y' }, 'z'] });
add('index without brackets, in the middle', '{{a.0.b}} {{a.1.b}}', { a: [{ b: 'x' }, { b: 'y' }] });
add('index without brackets, at the end, is a parse error', '{{a.0}}', { a: ['x'] });
add('index without brackets, before a parameter list ends', '{{#with a.0.b}}{{this}}{{/with}}', { a: [{ b: 'x' }] });
add('index past the end', '[{{a.[9]}}][{{a.[-1]}}][{{a.[01]}}]', { a: ['x', 'y'] });
add('index with letters', '[{{a.1a}}]', { a: { '1a': 'x' } });
add('a number key of an object', '{{a.[10]}}', { a: { 10: 'ten' } });
add('length of a list', '{{a.length}}', { a: [1, 2, 3] });
add('length of a text', '{{a.length}}', { a: 'hello' });
add('length of a text counts UTF-16 units', '{{a.length}} {{b.length}} {{c.length}}', { a: '\u{1F600}', b: 'e\u0301', c: '\r\n' });
add('length of an object is a key', '[{{a.length}}][{{b.length}}]', { a: { x: 1 }, b: { length: 'long' } });
add('characters of a text', '{{a.[0]}}{{a.[4]}}[{{a.[5]}}]', { a: 'hello' });
add('characters of the root', '{{[1]}}', 'xyz');
add('@root', '{{@root.a}} {{@root.b.c}} {{@root/a}} {{@root.list.[1]}}', { a: 1, b: { c: 2 }, list: ['p', 'q'] });
add('@root inside each', '{{#each l}}{{this}}{{@root.s}} {{/each}}', { l: [1, 2], s: '!' });
add('@root alone', '{{@root}}', {});
add('@root missing', '[{{@root.nope}}][{{@root.nope.deeper}}]', {});
add('@root path stops at the first falsy value and prints it: 0', '[{{@root.a.b.c}}]', { a: 0 });
add('@root path stops at the first falsy value and prints it: false', '[{{@root.a.b.c}}]', { a: false });
add('@root path stops at the first falsy value and prints it: empty text', '[{{@root.a.length}}][{{a.length}}]', { a: '' });
add('other @ names print nothing', '[{{@index}}][{{@key}}][{{@first}}][{{@nope}}][{{@nope.a}}]', {});
add('@this is the context', '{{#with a}}{{@this}} {{@.}}{{/with}}', { a: 'ctx' });
add('@.. is the parent context', '{{#with a}}{{@..}}{{/with}}', json('{"a":"ctx"}'));
add('space after the at sign', '{{@ root.a}}', { a: 'x' });
add('parent', '{{#with a}}{{../b}} {{b}}{{/with}}', { a: { b: 'in' }, b: 'out' });
add('parent twice', '{{#with a}}{{#with b}}{{../../c}}{{../c}}{{c}}{{/with}}{{/with}}', { c: '1', a: { c: '2', b: { c: '3' } } });
add('parent itself', '{{#with a}}{{..}}{{/with}}', { a: 1 });
add('parent itself, twice', '{{#with a}}{{#with b}}{{../..}} {{..}}{{/with}}{{/with}}', json('{"a":{"b":"x"}}'));
add('parent as an argument', '{{#with a}}{{#each ..}}{{@key}} {{/each}}{{/with}}', { a: 1, b: 2 });
add('parent with a dot after it', '{{#with a}}{{../.}}|{{../this}}|{{.././b}}{{/with}}', { a: { x: 1 }, b: 2 });
add('dot before the parent', '{{#with a}}{{./../b}}{{/with}}', { a: { x: 1 }, b: 2 });
add('parent with a dotted path', '{{#with a}}{{../b.c}} {{../b/c}}{{/with}}', { a: 1, b: { c: 2 } });
add('parent separated by a dot', '{{#with a}}{{...b}}{{/with}}', { a: 1, b: 2 });
add('past the root', '[{{../a}}][{{../../a}}][{{..}}]', { a: 1 });
add('past the root, inside a block', '{{#with a}}[{{../../b}}][{{../../../b}}]{{/with}}', { a: 1, b: 2 });
add('white space before a separator', '{{a .b}} {{a /b}}', { a: { b: 1 } });
add('white space after a separator', '{{a/ b}}', { a: { b: 1 } });
add('white space after the parent', '{{#with x}}{{../ a}}{{/with}}', { x: 1, a: { b: 1 } });
add('newline before a separator', '{{a\n.b\n.c}}', { a: { b: { c: 1 } } });
add('dot with a space after it', '{{a. b}}', {});
add('a path ends in a dot', '{{a.}}');
add('two dots inside a path', '{{a..b}}');
add('three dots inside a path', '{{a...b}}');
add('a path begins with a dot and a digit', '{{.5}}', {});
add('dot and name', '{{.a}}', { a: 'x' });
add('slash and name', '{{/a}}', {});
add('parent in the middle is an error', '{{a/../b}}', {});
add('this in the middle is an error', '{{a.this}}', {});
add('this in the middle, slash', '{{a/this/b}}', {});
add('dot in the middle is an error', '{{a/./b}}', {});
add('parent in the middle of an argument is an error', '{{#if a.b/..}}x{{/if}}', {});
add('this in the middle, bracketed, is a key', '{{a.[this]}}', { a: { this: 'x' } });
add('parent only, with a slash, is an error', '{{../}}', {});
add('dot only, with a slash, is an error', '{{./}}', {});
add('this prints an object', '{{this}}', { a: 1 });
add('true after a dot is an error', '{{a.true}}', { a: { true: 1 } });
add('true before a dot is a key', '{{true.a}} {{null.a}} {{undefined.a}} {{12.a}}', { true: { a: 1 }, null: { a: 2 }, undefined: { a: 3 }, 12: { a: 4 } });

topic('numbers');
const numbers = ['1.0', '1.50', '-0', '-0.0', '-1', '100', '1e3', '1e20', '1e21', '123456789012345680000', '1.5e300', '1e-6', '1e-7', '0.000001', '0.0000001', '1.5e-10', '0.1', '0.30000000000000004', '0.1e1', '9007199254740991', '9007199254740993', '9223372036854775807', '18446744073709551616', '123456789.123456789', '5e-324', '1.7976931348623157e308', '1e400', '-1e400', '3.0e0', '12345678901234567890123', '0.5', '-123.456', '1E5', '4.35', '100000000000000000000', '999999999999999900000', '1e22', '1.2345678901234567e25', '33333333333333330', '2.5e-7'];
for (const number of numbers) add(number, '{{n}}', json(`{"n":${number}}`));
html('several, escaping', '{{a}} {{b}} {{c}} {{d}}', json('{"a":1.0,"b":-0,"c":1e21,"d":1e-7}'));
add('in a list', '{{a}}', json('{"a":[1.0,2.50,-0,1e21,1e-7,1e400]}'));
add('as texts stay as they are', '{{a}} {{b}}', { a: '1.0', b: '1e3' });

topic('printing');
add('list', '{{a}}', { a: ['x', 'y', 'z'] });
add('list of one', '{{a}}', { a: ['x'] });
add('empty list', '[{{a}}]', { a: [] });
add('list of empty lists', '[{{a}}]', { a: [[], [], []] });
add('nested lists', '{{a}}', { a: [1, [2, [3, 4]], 5] });
add('null in a list', '{{a}}', { a: [1, null, 2] });
add('only null in a list', '[{{a}}]', { a: [null] });
add('nulls in a list', '[{{a}}]', { a: [null, null] });
add('booleans and texts in a list', '{{a}}', { a: [true, false, '', 'x'] });
add('objects in a list', '{{a}}', { a: [{}, { b: 1 }, [{}]] });
add('object', '{{a}}', { a: { b: 1 } });
add('empty object', '{{a}}', { a: {} });
html('list, escaping', '{{a}} {{{a}}}', { a: ['<', '&', ['"']] });
html('object, escaping', '{{a}}', { a: { b: 1 } });
html('empty list, escaping', '[{{a}}]', { a: [] });
add('lists of texts with commas', '{{a}}', { a: ['a,b', 'c'] });

// In the reference unescaped values are joined with JavaScript's + operator.
topic('plus');
add('two numbers that meet are added', '{{a}}{{b}}', { a: 1, b: 2 });
html('two numbers that meet are added, triple', '{{{a}}}{{{b}}}', { a: 1, b: 2 });
html('two numbers that meet, escaping', '{{a}}{{b}}', { a: 1, b: 2 });
html('escaped then unescaped', '{{a}}{{{b}}}{{{a}}}', { a: 1, b: 2 });
add('text between', '{{a}} {{b}}', { a: 1, b: 2 });
add('text before', '-{{a}}{{b}}', { a: 1, b: 2 });
add('text after', '{{a}}{{b}}{{a}}-{{a}}{{b}}', { a: 1, b: 2 });
add('booleans are added', '{{a}}{{b}}', { a: true, b: true });
add('a number and a boolean', '{{a}}{{b}}', { a: 1, b: true });
add('a number and a missing value', '{{a}}{{x}}{{b}}', { a: 1, b: 2 });
add('missing value first', '{{x}}{{a}}{{b}}', { a: 1, b: 2 });
add('a number and a text', '{{a}}{{t}}{{b}}{{a}}', { a: 1, b: 2, t: 'x' });
add('lists are not added', '{{a}}{{b}}', { a: [1], b: [2] });
add('in each', '{{#each l}}{{a}}{{b}}{{/each}}', { l: [{ a: 1, b: 2 }, { a: 3, b: 4 }] });
add('if with one number gives a number', '{{#if a}}{{a}}{{/if}}{{#if b}}{{b}}{{/if}}', { a: 1, b: 2 });
add('if with a text gives a text', '{{#if a}}{{a}} {{/if}}{{#if b}}{{b}}{{/if}}{{a}}', { a: 1, b: 2 });
add('each gives a text', '{{a}}{{#each l}}{{this}}{{/each}}{{a}}', { a: 1, l: [1, 2] });
add('with gives what is in it', '{{#with a}}{{this}}{{/with}}{{#with b}}{{this}}{{/with}}', { a: 1, b: 2 });
add('a partial gives a text', '{{a}}{{> p}}{{a}}', { a: 1 }, { partials: { p: '{{a}}' } });
add('an else branch', '{{#if x}}t{{else}}{{a}}{{/if}}{{b}}', { a: 1, b: 2 });
add('a comment between', '{{a}}{{! x }}{{b}}', { a: 1, b: 2 });
add('an empty block between', '{{a}}{{#if x}}{{/if}}{{b}}', { a: 1, b: 2 });
add('white space taken away between', '{{a~}} {{~b}}', { a: 1, b: 2 });
add('a section block first', '{{#s}}{{n}}{{/s}}{{a}}{{b}}', { s: true, n: 5, a: 1, b: 2 });
add('a section block between', '{{a}}{{#s}}{{n}}{{/s}}{{b}}', { s: true, n: 5, a: 1, b: 2 });
add('a section block last', '{{a}}{{b}}{{#s}}{{n}}{{/s}}', { s: true, n: 5, a: 1, b: 2 });
add('index and value in each', '{{#each l}}{{@index}}{{this}} {{/each}}', { l: [5, 6] });
add('index and boolean in each', '{{#each l}}{{@index}}{{@first}}{{/each}}', { l: ['a', 'b'] });
add('the result of lookup', '{{lookup l 0}}{{lookup l 1}}', { l: [1, 2] });
add('fractions', '{{a}}{{b}}', { a: 0.1, b: 0.2 });
add('minus zero', '{{a}}{{b}}', json('{"a":-0,"b":-0}'));

topic('literals');
add('number', '{{12}}', { 12: 'twelve' });
add('number with a fraction', '{{1.5}} {{1.0}} {{1.50}}', { 1.5: 'one and a half', 1: 'one' });
add('negative number', '{{-1}}', { '-1': 'minus one' });
add('number with leading zeros', '{{007}}', { 7: 'seven', '007': 'bond' });
add('a number that is missing', '[{{12}}]', {});
add('text in double quotes', '{{"foo bar"}}', { 'foo bar': 'x' });
add('text in single quotes', "{{'foo bar'}}", { 'foo bar': 'x' });
add('text with a dot is one key', '{{"a.b"}}', { 'a.b': 'one', a: { b: 'two' } });
add('text this', '{{"this"}}', { this: 'key' });
add('text with slashes', '{{"../a"}}', { '../a': 'key' });
add('empty text is the context', '{{""}}', { '': 'key' });
add('true', '{{true}}', { true: 'yes' });
add('false', '{{false}}', { false: 'no' });
add('null', '{{null}}', { null: 'nothing' });
add('undefined', '{{undefined}}', { undefined: 'void' });
add('literals without such keys', '[{{true}}][{{null}}][{{undefined}}][{{"x"}}]', {});
add('sections over literals', '{{#12}}a{{/12}}{{#"x y"}}b{{/"x y"}}{{#true}}c{{/true}}{{^null}}d{{/null}}{{^undefined}}e{{/undefined}}', { 12: 1, 'x y': 1, true: 1 });
add('a section over a number closed by another spelling', '{{#1.0}}a{{/1}}', { 1: 'x' });
add('a section over text closed by the bare name', '{{#"foo"}}a{{/foo}}{{#[foo]}}b{{/foo}}', { foo: 1 });
add('text naming a helper', '{{"lookup" a "b"}}', { a: { b: 'x' } });
add('double quotes escaped', '{{lookup a "x\\"y"}}', { a: { 'x"y': 'ok' } });
add('single quotes escaped', "{{lookup a 'x\\'y'}}", { a: { "x'y": 'ok' } });
add('the other quote inside', '{{lookup a "it\'s"}} {{lookup a \'say "x"\'}}', { a: { "it's": 1, 'say "x"': 2 } });
add('the other quote escaped keeps its backslash', '{{lookup a "it\\\'s"}}', { a: { "it's": 'no', "it\\'s": 'yes' } });
add('other escapes are not escapes', '{{lookup a "x\\ny"}}', { a: { 'x\\ny': 'backslash n', 'x\ny': 'newline' } });
add('a backslash before the end of a text', '{{lookup a "x\\\\"}}', { a: { 'x\\\\': 'two', 'x\\': 'one' } });
add('a newline in a text', '{{lookup a "x\ny"}}', { a: { 'x\ny': 'newline' } });
add('closing braces in a text', '{{lookup a "}}"}}', { a: { '}}': 'ok' } });
add('an empty text', '{{lookup a ""}}', { a: { '': 'ok' } });
add('numbers as arguments', '{{lookup a 1}} {{lookup a -1}} {{lookup a 1.0}} {{lookup a 0.5}}', { a: { 1: 'one', '-1': 'minus', '0.5': 'half' } });
add('number with an exponent is a name', '[{{lookup a 1e1}}]', { a: { 10: 'ten', '1e1': 'name' }, '1e1': '10' });
add('a number with letters is a name', '[{{lookup a 1x}}]', { a: { k: 'v' }, '1x': 'k' });
add('booleans as arguments', '{{lookup a true}} {{lookup a false}} {{lookup a null}} {{lookup a undefined}}', { a: { true: 1, false: 2, null: 3, undefined: 4 } });
add('a big number as an argument', '{{lookup a 9007199254740993}}', { a: { '9007199254740992': 'rounded', '9007199254740993': 'exact' } });
add('minus zero as an argument', '{{lookup a -0}}', { a: { 0: 'zero', '-0': 'minus zero' } });
add('a number and a dot is a name and an argument', '{{1.}}', {});
add('a plus sign is an error', '{{+1}}', {});
add('text touching the next argument', '{{lookup a"b"}}', { a: { b: 1 } });
add('texts touching', '{{#if "a"}}x{{/if}}{{lookup m \'k\'}}', { m: { k: 'v' } });

topic('escaping');
html('the seven characters', '{{a}}', { a: '& < > " \' ` =' });
html('twice', '{{a}}', { a: '&amp; &lt;' });
html('triple does not', '{{{a}}}', { a: '& < > " \' ` =' });
html('ampersand does not', '{{&a}}', { a: '& < > " \' ` =' });
html('other characters stay', '{{a}}', { a: '/ \\ ( ) { } [ ] ; % \u00a0 \u00e9 \n \t' });
html('text of the template stays', '<a href="x=\'y\'">&`</a>', {});
html('values in each', '{{#each l}}{{this}}{{{this}}}{{/each}}', { l: ['<', '&'] });
html('the key', '{{#each o}}{{@key}}{{{@key}}}{{/each}}', { o: { '<k>': 1 } });
html('block params', '{{#each o as |v k|}}{{k}}={{v}}{{{v}}}{{/each}}', { o: { '<k>': '<v>' } });
html('the result of lookup', '{{lookup a "b"}}{{{lookup a "b"}}}', { a: { b: '<' } });
html('a partial escapes once', '{{> p}}', { a: '<' }, { partials: { p: '{{a}}{{{a}}}<' } });
html('the result of a block is not escaped again', '{{#if a}}{{a}}<{{/if}}', { a: '<' });
html('a plain section', '{{#a}}{{this}}{{/a}}', { a: '<' });
html('a section helper with a value', '{{#lookup a "b"}}{{/lookup}}', { a: { b: '<' } });
html('a sub-expression is not escaped before it is used', '{{lookup m (lookup a "b")}}', { a: { b: '<' }, m: { '<': '>' } });
html('a character joined to the one before', '{{a}}', { a: '<\u0301>\u0302&\u200d"\ufe0f' });
html('literal names', '{{"<"}}', { '<': '<' });
html('missing and null', '[{{a}}{{b}}{{{a}}}{{{b}}}]', { a: null });
add('none: nothing is escaped', '{{a}}{{{a}}}{{&a}}', { a: '<&>' });
html('ampersand with tilde', 'x {{~&a~}} y', { a: '<' });
html('triple with tilde', 'x {{~{a}~}} y', { a: '<' });

topic('comments');
add('short', 'a{{! note }}b');
add('short, empty', 'a{{!}}b');
add('short ends at the first braces', 'a{{! x }} y }}b');
add('long', 'a{{!-- note --}}b');
add('long with braces', 'a{{!-- {{x}} }} --}}b', { x: 1 });
add('long with dashes', 'a{{!-- x -- y - z --}}b');
add('long ends at the first dashes and braces', 'a{{!-- x --}} y --}}b');
add('long, empty', 'a{{!----}}b');
add('three dashes', 'a{{!---}}b');
add('two dashes', 'a{{!--}}b');
add('one dash', 'a{{!-}}b');
add('one dash, braces end it', 'a{{!- x }}b -}}');
add('short with dashes at the end', 'a{{! x --}}b');
add('short begun with dashes never ends', 'a{{!-- x }}b');
add('many lines', 'a{{! one\ntwo\nthree }}b');
add('long, many lines', 'a{{!-- one\n{{two}}\nthree --}}b');
add('standalone', 'a\n{{! note }}\nb');
add('standalone, indented', 'a\n  {{! note }}  \nb');
add('standalone, many lines', 'a\n  {{!--\n  note\n  --}}\nb');
add('standalone, first line', '{{! note }}\nb');
add('standalone, last line', 'a\n{{! note }}');
add('standalone, last line, indented', 'a\n  {{! note }}');
add('standalone, CRLF', 'a\r\n{{! note }}\r\nb');
add('only a comment', '{{! note }}');
add('only a comment and spaces', '  {{! note }}  ');
add('in a line', 'a {{! note }} b\n');
add('two on a line', 'a\n{{! x }}{{! y }}\nb');
add('two on a line, spaced', 'a\n{{! x }} {{! y }}\nb');
add('tilde left', 'a \n {{~! note }} b');
add('tilde right', 'a {{! note ~}} \n b');
add('tilde both', 'a {{~! note ~}} b');
add('long, tilde both', 'a \n{{~!-- note --~}}\n b');
add('long, tilde left', 'a {{~!-- }} --}} b');
add('long, tilde right', 'a {{!-- }} --~}} b');
add('tilde inside short', 'a {{! ~ }} b');
add('a bang later is an error', '{{ ! x }}');
add('quotes in a comment', "a{{! it's \"x }}b");
add('triple braces in a comment', 'a{{! {{{x}}} }}b');

topic('raw blocks');
add('missing', 'a{{{{raw}}}}{{x}}{{{{/raw}}}}b', { x: 1 });
add('missing, but the value is true', '{{{{raw}}}} {{x}} {{{{/raw}}}}', { raw: true, x: 1 });
add('the value is false', '[{{{{raw}}}} {{x}} {{{{/raw}}}}]', { raw: false });
add('the value is a list', '{{{{raw}}}}{{this}} {{{{/raw}}}}', { raw: [1, 2] });
add('if', '{{{{if a}}}} {{x}} {{{{/if}}}}', { a: true, x: 1 });
add('if, false', '[{{{{if a}}}} {{x}} {{{{/if}}}}]', { a: false });
add('unless', '{{{{unless a}}}}{{x}}{{{{/unless}}}}', {});
add('with', '{{{{with a}}}}{{b}}{{{{/with}}}}', { a: { b: 1 } });
add('each', '{{{{each a}}}}<{{this}}>{{{{/each}}}}', { a: [1, 2] });
add('hash', '{{{{if a includeZero=true}}}}{{x}}{{{{/if}}}}', { a: 0 });
add('sub-expression', '{{{{if (lookup a "b")}}}}{{x}}{{{{/if}}}}', { a: { b: 1 } });
add('nested', '{{{{if a}}}}1{{{{b}}}}{{x}}{{{{/b}}}}2{{{{/if}}}}', { a: true });
add('nested twice', '{{{{if a}}}}{{{{b}}}}{{{{c}}}}x{{{{/c}}}}{{{{/b}}}}{{{{/if}}}}', { a: true });
add('nested with the same name', '{{{{if a}}}}{{{{if}}}}x{{{{/if}}}}y{{{{/if}}}}', { a: true });
add('empty', '[{{{{if a}}}}{{{{/if}}}}]', { a: true });
add('spaces in the tag', '{{{{ if   a }}}}{{x}}{{{{/if}}}}', { a: true });
add('single and triple braces inside', '{{{{if a}}}}{b} {{{c}}} {{! d }} \\{{e}}{{{{/if}}}}', { a: true });
add('a fifth brace before the close', '{{{{if a}}}}{{ {{# }} {{{{{/if}}}}', { a: true });
add('standalone tags', 'a\n{{{{if x}}}}\n  {{y}}\n{{{{/if}}}}\nb', { x: true });
add('standalone tags, indented', 'a\n  {{{{if x}}}}\n  {{y}}\n  {{{{/if}}}}\nb', { x: true });
add('several lines', '{{{{if x}}}}\n{{#each y}}\n  {{z}}\n{{/each}}\n{{{{/if}}}}\n', { x: true });
add('twice', '{{{{if a}}}}{{1}}{{{{/if}}}}-{{{{if a}}}}{{2}}{{{{/if}}}}', { a: true });
add('mismatch', '{{{{if a}}}}x{{{{/with}}}}', { a: true });
add('unterminated', '{{{{if a}}}}x', { a: true });
add('unterminated, with a tag', '{{{{if a}}}}x{{y}}', { a: true });
add('closing with a space is an error', '{{{{if a}}}}x{{{{/if }}}}', { a: true });
add('closing without opening', 'x{{{{/if}}}}', {});
add('tilde is an error', '{{{{~if a}}}}x{{{{/if}}}}', {});
add('block params are an error', '{{{{with a as |x|}}}}x{{{{/with}}}}', {});
add('a dotted name cannot be closed', '{{{{a.b}}}}{{x}}{{{{/a.b}}}}', { a: { b: true } });
add('closing a dotted name', '{{{{a.b}}}}x{{{{/b}}}}', {});
add('else is text', '{{{{if a}}}}x{{else}}y{{{{/if}}}}', { a: true });
add('unknown with a parameter', '{{{{nope a}}}}x{{{{/nope}}}}', {});
add('inside a block', '{{#each l}}{{{{if this}}}}{{x}}{{{{/if}}}}{{this}} {{/each}}', { l: ['a', 'b'] });

topic('escapes');
add('a mustache', '\\{{x}}', { x: 1 });
add('a mustache, then another', '\\{{x}} {{x}}', { x: 1 });
add('two on a line', '\\{{x}} and \\{{y}} and {{x}}', { x: 1, y: 2 });
add('two touching', '\\{{x}}\\{{y}}{{x}}', { x: 1, y: 2 });
add('between texts', 'a\\{{x}}b', { x: 1 });
add('at the end', 'a \\{{x}}', { x: 1 });
add('a newline after it', '\\{{x}}\n{{x}}\n', { x: 1 });
add('unfinished', 'a \\{{', {});
add('unfinished, with text', 'a \\{{ b', {});
add('two backslashes', '\\\\{{x}}', { x: 1 });
add('two backslashes between texts', 'a\\\\{{x}}b', { x: 1 });
add('three backslashes', '\\\\\\{{x}}', { x: 1 });
add('four backslashes', '\\\\\\\\{{x}}', { x: 1 });
add('escaped after two backslashes', '\\\\{{x}} \\{{x}}', { x: 1 });
add('two backslashes after an escaped one', '\\{{x}} \\\\{{x}}', { x: 1 });
add('three backslashes after an escaped one', '\\{{x}} \\\\\\{{x}}', { x: 1 });
add('two backslashes right after an escaped one', '\\{{x}}\\\\{{x}}', { x: 1 });
add('a backslash elsewhere is text', 'a\\b {{x}} \\ c', { x: 1 });
add('a backslash before one brace', '\\{x} {{x}}', { x: 1 });
add('a block tag', '\\{{#if x}}a\\{{/if}}', { x: 1 });
add('a block tag that opens after it', '\\{{x}}{{#if x}}a{{/if}}', { x: 1 });
add('triple', '\\{{{x}}} {{{x}}}', { x: 1 });
add('two backslashes, triple', '\\\\{{{x}}}', { x: 1 });
add('raw block', '\\{{{{x}}}} {{x}} \\{{{{/x}}}}', { x: 1 });
add('a comment', '\\{{! x }} y', {});
add('a partial', '\\{{> p}} y', {}, { partials: { p: 'P' } });
add('inside a block', '{{#if x}}\\{{x}}{{/if}}', { x: 1 });
add('inside each', '{{#each l}}\\{{this}}={{this}};{{/each}}', { l: [1, 2] });
add('before else', '{{#if x}}\\{{x}}{{else}}b{{/if}}', { x: 1 });
add('white space control does not reach over it', 'a  \\{{x}}  {{~x}}', { x: 1 });
add('white space control before it', '{{x~}}  \\{{x}}  b', { x: 1 });
add('white space control before it, text between', '{{x~}}  a \\{{x}}', { x: 1 });
add('white space control stops at the piece of text', '{{x~}}  \\{{y}}  \\{{z}}', { x: 1 });
add('white space control with two backslashes', '{{x~}} \\\\{{~x}}', { x: 1 });
add('a standalone line after it', '\\{{x}}\n{{#if x}}\na\n{{/if}}\n', { x: 1 });
add('on a line with a block', '\\{{x}} {{#if x}}\na\n{{/if}}\n', { x: 1 });
add('a block before it on a line', '{{#if x}}\na\n{{/if}} \\{{x}}\n', { x: 1 });
add('before a standalone partial', '\\{{x}}\n  {{> p}}\n', { x: 1 }, { partials: { p: 'P\n' } });
add('a comment after it', 'a \\{{x}}\n  {{! c }}\nb', { x: 1 });
add('two braces only', '\\{{}} x', {});
add('in the value of a text', '{{#if "\\\\{{"}}a{{/if}}', {});

topic('tilde');
add('left', 'a  {{~x}}  b', { x: 1 });
add('right', 'a  {{x~}}  b', { x: 1 });
add('both', 'a  {{~x~}}  b', { x: 1 });
add('newlines', 'a \n\n\t {{~x~}} \r\n\t b', { x: 1 });
add('between two', '{{x~}}   {{y}}', { x: 'a', y: 'b' });
add('nothing to take', 'a{{~x~}}b', { x: 1 });
add('only white space', ' \n {{~x~}} \n ', { x: 1 });
add('spaces after the tilde', 'a {{~ x ~}} b', { x: 1 });
add('no-break space is white space', 'a\u00a0{{~x~}}\u00a0b', { x: 1 });
add('byte order mark and separators are white space', 'a\ufeff\u2028{{~x~}}\u2029\u3000b', { x: 1 });
add('zero width space is not', 'a\u200b{{~x~}}\u200bb', { x: 1 });
add('next line (U+0085) is not', 'a\u0085{{~x~}}\u0085b', { x: 1 });
add('vertical tab and form feed are', 'a\v\f{{~x~}}\f\vb', { x: 1 });
add('a space with a mark on it stays on the left', 'a \u0301{{~x~}} \u0301b', { x: 1 });
add('block, open left', 'a {{~#if x}} b {{/if}} c', { x: 1 });
add('block, open right', 'a {{#if x~}} b {{/if}} c', { x: 1 });
add('block, close left', 'a {{#if x}} b {{~/if}} c', { x: 1 });
add('block, close right', 'a {{#if x}} b {{/if~}} c', { x: 1 });
add('block, all', 'a {{~#if x~}} b {{~/if~}} c', { x: 1 });
add('block not taken, all', 'a {{~#if x~}} b {{~/if~}} c', {});
add('else left', '{{#if x}} a {{~else}} b {{/if}}', { x: 1 });
add('else left, not taken', '{{#if x}} a {{~else}} b {{/if}}', {});
add('else right', '{{#if x}} a {{else~}} b {{/if}}', {});
add('else both', '{{#if x}} a {{~else~}} b {{/if}}', {});
add('else spaced', '{{#if x}} a {{~ else ~}} b {{/if}}', {});
add('caret', '{{#if x}} a {{~^~}} b {{/if}}', {});
add('caret spaced', '{{#if x}} a {{~^ ~}} b {{/if}}', { x: 1 });
add('else if', '{{#if x}} a {{~else if y~}} b {{~else~}} c {{/if}}', { y: 1 });
add('else if, first', '{{#if x}} a {{~else if y~}} b {{~else~}} c {{/if}}', { x: 1 });
add('else if, last', '{{#if x}} a {{~else if y~}} b {{~else~}} c {{~/if}} d', {});
add('else if, closed with a tilde', '{{#if x}} a {{else if y}} b {{~/if~}} d', { y: 1 });
add('else if, closed with a tilde, first', '[{{#if x}} a {{else if y}} b {{~/if~}} ]', { x: 1 });
add('else if, closed with a tilde, long chain', '[{{#if x}} a {{else if y}} b {{else if z}} c {{~/if~}} ]', { z: 1 });
add('else if, else closed with a tilde', '[{{#if x}} a {{else if y}} b {{else}} c {{~/if~}} ]', { y: 1 });
add('else if, right side only', '[{{#if x}} a {{else if y~}} b {{else}} c {{/if}} ]', { y: 1 });
add('else if, left side only', '[{{#if x}} a {{~else if y}} b {{else}} c {{/if}} ]', { y: 1 });
add('inverse block', 'a {{~^x~}} b {{~/x~}} c', {});
add('inverse block with else', 'a {{~^x~}} b {{~else~}} c {{~/x~}} d', { x: 1 });
add('each', '{{#each l~}} {{this}} {{~/each}}.', { l: [1, 2] });
add('each, newlines', '[\n{{~#each l~}}\n  {{this}},\n{{~/each~}}\n]', { l: [1, 2] });
add('partial', 'a {{~> p~}} b', {}, { partials: { p: ' P ' } });
add('partial, left only, standalone', 'a\n  {{~> p}}\nb', {}, { partials: { p: 'P\nQ\n' } });
add('partial, right only, standalone', 'a\n  {{> p~}}\nb', {}, { partials: { p: 'P\nQ\n' } });
add('partial block', 'a {{~#> p~}} x {{~/p~}} b', {}, { partials: { p: '[{{> @partial-block}}]' } });
add('inline', 'a {{~#*inline "p"~}} x {{~/inline~}} b{{> p}}', {});
add('ampersand', 'a {{~&x~}} b', { x: 1 });
add('triple', 'a {{~{x}~}} b', { x: 1 });
add('triple, left', 'a {{~{x}}} b', { x: 1 });
add('triple, right', 'a {{{x}~}} b', { x: 1 });
add('triple, misplaced', 'a {{{~x}}} b', { x: 1 });
add('tilde after the hash is an error', 'a {{#~if x}} b {{/if}}', {});
add('tilde before spaces is an error', 'a {{x ~ }} b', {});
add('takes the whole of the text between', '{{x~}} \n {{~y~}} \n {{~x}}', { x: 'a', y: 'b' });
add('beats standalone', 'a\n\n  {{~#if x}}\n  b\n  {{/if~}}\n\n c', { x: 1 });
add('open right on a standalone line', 'a\n{{#if x~}}\n\n  b\n{{/if}}\nc', { x: 1 });
add('close left on a standalone line', 'a\n{{#if x}}\n  b\n\n{{~/if}}\nc', { x: 1 });
add('open left on a standalone line', 'a\n\n{{~#if x}}\n  b\n{{/if}}\nc', { x: 1 });
add('close right on a standalone line', 'a\n{{#if x}}\n  b\n{{/if~}}\n\nc', { x: 1 });
add('else left on a standalone line', '{{#if x}}\n  a\n\n{{~else}}\n  b\n{{/if}}\n', { x: 1 });
add('else right on a standalone line', '{{#if x}}\n  a\n{{else~}}\n\n  b\n{{/if}}\n', {});
add('a mustache on a line of its own', 'a\n  {{~x~}}  \nb', { x: 1 });
add('a mustache is not standalone', 'a\n  {{x}}  \nb', { x: 1 });
add('number literal and tilde', 'a {{~12~}} b', { 12: 'x' });
add('text literal and tilde', 'a {{~"k"~}} b', { k: 'x' });
add('parameters and tilde', 'a {{~lookup m "k"~}} b', { m: { k: 'x' } });
add('true and tilde', 'a {{#if true~}} b {{/if}}', {});
add('dot and tilde', 'a {{~.~}} b', 'x');
add('block params and tilde', '{{#each l as |v|~}} {{v}} {{~/each}}', { l: [1, 2] });
add('a comment between two', '{{x~}} {{! c }} {{~y}}', { x: 'a', y: 'b' });
add('the tilde of one tag does not reach past another', 'a {{#if n}}{{/if}} {{~x}}', { x: 1 });
add('white space in values stays', 'a {{~x~}} b', { x: ' v ' });
add('inside the block only', '{{#if x~}}   {{~/if}}.', { x: 1 });

topic('standalone');
add('block', 'a\n{{#if x}}\nb\n{{/if}}\nc', { x: 1 });
add('block not taken', 'a\n{{#if x}}\nb\n{{/if}}\nc', {});
add('block, indented', 'a\n  {{#if x}}\n  b\n  {{/if}}\nc', { x: 1 });
add('block, tabs', 'a\n\t{{#if x}}\t\n\tb\n\t{{/if}}\t\nc', { x: 1 });
add('block, trailing spaces', 'a\n{{#if x}}   \nb\n{{/if}}   \nc', { x: 1 });
add('block, CRLF', 'a\r\n{{#if x}}\r\nb\r\n{{/if}}\r\nc\r\n', { x: 1 });
add('block, CRLF, indented', 'a\r\n  {{#if x}}  \r\n  b\r\n  {{/if}}  \r\nc\r\n', { x: 1 });
add('block, CRLF, not taken', 'a\r\n{{#if x}}\r\nb\r\n{{else}}\r\nd\r\n{{/if}}\r\nc\r\n', {});
add('block, lone carriage returns', 'a\r{{#if x}}\rb\r{{/if}}\rc', { x: 1 });
add('block, CR CR LF', 'a\r\r\n{{#if x}}\r\r\nb\n{{/if}}\n', { x: 1 });
add('first line', '{{#if x}}\nb\n{{/if}}\nc', { x: 1 });
add('first line, indented', '  {{#if x}}\n  b\n  {{/if}}\nc', { x: 1 });
add('last line, no newline', 'a\n{{#if x}}\nb\n{{/if}}', { x: 1 });
add('last line, no newline, indented', 'a\n  {{#if x}}\n  b\n  {{/if}}  ', { x: 1 });
add('only a block', '{{#if x}}\nb\n{{/if}}', { x: 1 });
add('only a block, spaces around', '  {{#if x}}  \nb\n  {{/if}}  ', { x: 1 });
add('only blank lines before', '\n\n{{#if x}}\nb\n{{/if}}\n\n', { x: 1 });
add('blank lines around', 'a\n\n{{#if x}}\n\nb\n\n{{/if}}\n\nc', { x: 1 });
add('blank lines with spaces around', 'a\n  \n{{#if x}}\n  \nb\n  \n{{/if}}\n  \nc', { x: 1 });
add('open on a line with text', 'a {{#if x}}\nb\n{{/if}}\nc', { x: 1 });
add('open with text after', 'a\n{{#if x}} b\n{{/if}}\nc', { x: 1 });
add('close with text before', 'a\n{{#if x}}\nb {{/if}}\nc', { x: 1 });
add('close with text after', 'a\n{{#if x}}\nb\n{{/if}} c', { x: 1 });
add('one line', 'a\n{{#if x}}b{{/if}}\nc', { x: 1 });
add('one line, spaces', 'a\n  {{#if x}} b {{/if}}  \nc', { x: 1 });
add('one line, empty block', 'a\n  {{#if x}}{{/if}}  \nc', { x: 1 });
add('one line, block of spaces', 'a\n  {{#if x}}  {{/if}}  \nc', { x: 1 });
add('else', '{{#if x}}\na\n{{else}}\nb\n{{/if}}\n', {});
add('else, taken first', '{{#if x}}\na\n{{else}}\nb\n{{/if}}\n', { x: 1 });
add('else, indented', '  {{#if x}}\n    a\n  {{else}}\n    b\n  {{/if}}\n', {});
add('else with text after', '{{#if x}}\na\n{{else}} b\n{{/if}}\n', {});
add('else with text before', '{{#if x}}\na {{else}}\nb\n{{/if}}\n', { x: 1 });
add('else with text before, second', '{{#if x}}\na {{else}}\nb\n{{/if}}\n', {});
add('else on the line of the close', '{{#if x}}\na\n{{else}}{{/if}}\nb', { x: 1 });
add('else on the line of the open', '{{#if x}}{{else}}\nb\n{{/if}}\nc', {});
add('else if', '{{#if x}}\na\n{{else if y}}\nb\n{{else}}\nc\n{{/if}}\nd', { y: 1 });
add('else if, first', '{{#if x}}\na\n{{else if y}}\nb\n{{else}}\nc\n{{/if}}\nd', { x: 1 });
add('else if, last', '{{#if x}}\na\n{{else if y}}\nb\n{{else}}\nc\n{{/if}}\nd', {});
add('else if, none', '{{#if x}}\na\n{{else if y}}\nb\n{{/if}}\nd', {});
add('else if, indented', 'z\n  {{#if x}}\n    a\n  {{else if y}}\n    b\n  {{else if w}}\n    c\n  {{else}}\n    d\n  {{/if}}\ne', { w: 1 });
add('else if, indented, first', 'z\n  {{#if x}}\n    a\n  {{else if y}}\n    b\n  {{else if w}}\n    c\n  {{else}}\n    d\n  {{/if}}\ne', { x: 1 });
add('else if, indented, second', 'z\n  {{#if x}}\n    a\n  {{else if y}}\n    b\n  {{else if w}}\n    c\n  {{else}}\n    d\n  {{/if}}\ne', { y: 1 });
add('else if, indented, last', 'z\n  {{#if x}}\n    a\n  {{else if y}}\n    b\n  {{else if w}}\n    c\n  {{else}}\n    d\n  {{/if}}\ne', {});
add('else if with text before', '{{#if x}}\na {{else if y}}\nb\n{{/if}}\n', { y: 1 });
add('else if with text after', '{{#if x}}\na\n{{else if y}} b\n{{/if}}\n', { y: 1 });
add('else if closed on a line with text', '{{#if x}}\na\n{{else if y}}\nb{{/if}}\nc', { y: 1 });
add('inverse block', 'a\n{{^x}}\nb\n{{/x}}\nc', {});
add('inverse block with caret', 'a\n{{^x}}\nb\n{{^}}\nd\n{{/x}}\nc', { x: 1 });
add('section', 'a\n{{#x}}\nb\n{{/x}}\nc', { x: true });
add('each', 'a\n{{#each l}}\n- {{this}}\n{{/each}}\nb', { l: [1, 2] });
add('each, indented', '<ul>\n  {{#each l}}\n    <li>{{this}}</li>\n  {{/each}}\n</ul>\n', { l: [1, 2] });
add('each, else', 'a\n{{#each l}}\n- {{this}}\n{{else}}\nnone\n{{/each}}\nb', { l: [] });
add('nested', '{{#if x}}\n  {{#if y}}\n    a\n  {{/if}}\n{{/if}}\n', { x: 1, y: 1 });
add('nested, closed together', '{{#if x}}\n{{#if y}}\na\n{{/if}}{{/if}}\nb', { x: 1, y: 1 });
add('nested, opened together', '{{#if x}}{{#if y}}\na\n{{/if}}\n{{/if}}\nb', { x: 1, y: 1 });
add('nested, opened together with a space', '{{#if x}} {{#if y}}\na\n{{/if}}\n{{/if}}\nb', { x: 1, y: 1 });
add('nested, first in its block', 'a\n{{#if x}}\n{{#if y}}\nb\n{{/if}}\n{{/if}}\nc', { x: 1, y: 1 });
add('nested, last in its block, no newline after', '{{#if x}}a\n{{#if y}}\nb\n{{/if}}{{/if}}c', { x: 1, y: 1 });
add('nested, first in its block, no newline before', 'z{{#if x}}{{#if y}}\nb\n{{/if}}\n{{/if}}c', { x: 1, y: 1 });
add('nested, spaces before it, no newline', 'z{{#if x}}  {{#if y}}\nb\n{{/if}}\n{{/if}}c', { x: 1, y: 1 });
add('two blocks on a line', 'a\n{{#if x}}b{{/if}}{{#if x}}c{{/if}}\nd', { x: 1 });
add('two closes and opens on a line', '{{#if x}}\na\n{{/if}}{{#if x}}\nb\n{{/if}}\n', { x: 1 });
add('two blocks touching lines', '{{#if x}}\na\n{{/if}}\n{{#if x}}\nb\n{{/if}}\n', { x: 1 });
add('three blocks touching lines', 'z\n{{#if x}}\na\n{{/if}}\n{{#if n}}\nb\n{{/if}}\n{{#if x}}\nc\n{{/if}}\nd', { x: 1 });
add('a mustache on the line of the close', '{{#if x}}\na\n{{/if}} {{x}}\n', { x: 1 });
add('a comment on the line of the open', 'a\n{{#if x}}{{! c }}\nb\n{{/if}}\n', { x: 1 });
add('a comment on the line of the close', 'a\n{{#if x}}\nb\n{{/if}}{{! c }}\nd', { x: 1 });
add('a comment as the only thing in a block', 'a\n{{#if x}}\n  {{! c }}\n{{/if}}\nb', { x: 1 });
add('partial', 'a\n{{> p}}\nb', {}, { partials: { p: 'P' } });
add('inline', 'a\n{{#*inline "p"}}\nP\n{{/inline}}\nb\n{{> p}}\nc', {});
add('inline, indented', 'a\n  {{#*inline "p"}}\n  P\n  {{/inline}}\nb\n{{> p}}\nc', {});
add('partial block', 'a\n{{#> p}}\n  x\n{{/p}}\nb', {}, { partials: { p: '[{{> @partial-block}}]\n' } });
add('a tag over several lines', 'a\n{{#if\n  x\n}}\nb\n{{/if}}\nc', { x: 1 });
add('no-break spaces: standalone, but only the newline goes', 'a\n\u00a0{{#if x}}\nb\n\u00a0{{/if}}\nc', { x: 1 });
add('no-break space after the tag', 'a\n{{#if x}}\u00a0\nb\n{{/if}}\nc', { x: 1 });
add('form feed before the tag', 'a\n\f{{#if x}}\nb\n{{/if}}\nc', { x: 1 });
add('zero width space is text', 'a\n\u200b{{#if x}}\nb\n{{/if}}\nc', { x: 1 });
add('line separator is white space, not a line', 'a\u2028{{#if x}}\nb\n{{/if}}\nc', { x: 1 });
add('a mark after the newline', 'a\n{{#if x}}\n\u0301b\n{{/if}}\n\u0301c', { x: 1 });
add('a carriage return kept before the indent', 'a\r  {{#if x}}\nb\n{{/if}}\nc', { x: 1 });
add('blank lines before on the first lines', '\n  \n  {{#if x}}\nb\n{{/if}}', { x: 1 });
add('spaces only before a nested first tag', '{{#if x}}   {{#if y}}\nb{{/if}}{{/if}}', { x: 1, y: 1 });
add('a value of spaces before the tag', '{{s}}{{#if x}}\nb\n{{/if}}\n', { s: ' ', x: 1 });
add('with', '{{#with a}}\n  {{b}}\n{{/with}}\n', { a: { b: 1 } });
add('unless and else', '{{#unless a}}\n  x\n{{else}}\n  y\n{{/unless}}\n', { a: 1 });
add('an inverse with caret in if', '{{#if a}}\n  x\n{{^}}\n  y\n{{/if}}\n', {});
add('inside each of each', '{{#each g}}\n{{@key}}:\n  {{#each this}}\n  - {{this}}\n  {{/each}}\n{{/each}}\nend\n', { g: { a: [1, 2], b: [] } });
add('the last line of a block without a newline', '{{#if x}}\na{{/if}}\nb', { x: 1 });
add('block directly after a partial', '{{> p}}\n{{#if x}}\na\n{{/if}}\n', { x: 1 }, { partials: { p: 'P\n' } });
add('block directly before a partial', '{{#if x}}\na\n{{/if}}\n{{> p}}\n', { x: 1 }, { partials: { p: 'P\n' } });
add('two partials', '{{> p}}\n{{> p}}\n', {}, { partials: { p: 'P\n' } });
add('two partials on a line', '  {{> p}}{{> p}}\n', {}, { partials: { p: 'P\n' } });
add('raw tags and else', '{{#if x}}\n{{{{if x}}}}\n{{y}}\n{{{{/if}}}}\n{{else}}\nb\n{{/if}}\n', { x: 1 });

// ------------------------------------------------------------------ built-in helpers
topic('if');
const truths = { true: true, false: false, zero: 0, one: 1, 'minus one': -1, 'empty text': '', space: ' ', 'text 0': '0', 'text false': 'false', null: null, 'empty list': [], 'list of null': [null], 'empty object': {}, object: { a: 1 } };
for (const [name, value] of Object.entries(truths)) {
  add(name, '{{#if v}}yes{{else}}no{{/if}} {{#unless v}}yes{{else}}no{{/unless}} {{#if v includeZero=true}}yes{{else}}no{{/if}}', { v: value });
}
add('minus zero', '{{#if v}}yes{{else}}no{{/if}} {{#if v includeZero=true}}yes{{else}}no{{/if}}', json('{"v":-0}'));
add('missing', '{{#if v}}yes{{else}}no{{/if}} {{#if v.w}}yes{{else}}no{{/if}} {{#if v includeZero=true}}yes{{else}}no{{/if}}', {});
add('literals', '{{#if true}}a{{/if}}{{#if false}}b{{/if}}{{#if 0}}c{{/if}}{{#if 1}}d{{/if}}{{#if ""}}e{{/if}}{{#if "x"}}f{{/if}}{{#if null}}g{{/if}}{{#if undefined}}h{{/if}}{{#if -0}}i{{/if}}{{#if 0.0}}j{{/if}}', {});
add('includeZero false', '{{#if v includeZero=false}}yes{{else}}no{{/if}}', { v: 0 });
add('includeZero from the data', '{{#if v includeZero=z}}yes{{else}}no{{/if}} {{#if v includeZero="x"}}yes{{else}}no{{/if}}', { v: 0, z: true });
add('includeZero with unless', '{{#unless v includeZero=true}}yes{{else}}no{{/unless}}', { v: 0 });
add('includeZero leaves false alone', '{{#if v includeZero=true}}yes{{else}}no{{/if}}', { v: false });
add('without else', '[{{#if v}}yes{{/if}}]', {});
add('empty body', '[{{#if v}}{{/if}}]', { v: 1 });
add('empty else', '[{{#if v}}a{{else}}{{/if}}]', {});
add('else if', '{{#if a}}1{{else if b}}2{{else if c}}3{{else}}4{{/if}}', { c: true });
add('else if, last', '{{#if a}}1{{else if b}}2{{else if c}}3{{else}}4{{/if}}', {});
add('else unless', '{{#if a}}1{{else unless b}}2{{else}}3{{/if}}', {});
add('else unless, else', '{{#if a}}1{{else unless b}}2{{else}}3{{/if}}', { b: 1 });
add('else each', '{{#if a}}1{{else each l}}<{{this}}>{{else}}none{{/if}}', { l: [1, 2] });
add('else each, empty', '{{#if a}}1{{else each l}}<{{this}}>{{else}}none{{/if}}', { l: [] });
add('else with', '{{#if a}}1{{else with o}}{{x}}{{else}}none{{/if}}', { o: { x: 2 } });
add('else with, none', '{{#if a}}1{{else with o}}{{x}}{{else}}none{{/if}}', {});
add('else section', '{{#if a}}1{{else s}}2{{else}}3{{/if}}', { s: true });
add('else section over a list', '{{#if a}}1{{else s}}<{{this}}>{{else}}3{{/if}}', { s: ['x', 'y'] });
add('else each with block params', '{{#if a}}1{{else each l as |v i|}}{{i}}={{v}};{{/if}}', { l: ['x', 'y'] });
add('else if: a block of its own for depth', '{{#with o}}{{#if a}}1{{else if ../b}}{{../c}}{{/if}}{{/with}}', { o: { x: 1 }, b: 1, c: 'up' });
add('else if with includeZero', '{{#if a}}1{{else if b includeZero=true}}2{{/if}}', { b: 0 });
add('else in each', '{{#each l}}a{{else if b}}c{{else}}d{{/each}}', { l: [], b: 1 });
add('else in with', '{{#with o}}a{{else if b}}c{{else}}d{{/with}}', { b: 1 });
add('else in unless', '{{#unless o}}a{{else if b}}c{{else}}d{{/unless}}', { o: 1, b: 1 });
add('else in a section', '{{#s}}a{{else if b}}c{{else}}d{{/s}}', { b: 1 });
add('else with white space', '{{#if a}}1{{ else }}2{{/if}}', {});
add('else if with white space', '{{#if a}}1{{  else   if   b  }}2{{/if}}', { b: 1 });
add('else over two lines', '{{#if a}}1{{else\n  if b}}2{{/if}}', { b: 1 });
add('caret', '{{#if a}}1{{^}}2{{/if}}', {});
add('caret with white space after', '{{#if a}}1{{^  }}2{{/if}}', {});
add('caret if', '{{^if a}}1{{else}}2{{/if}}', {});
add('caret if, true', '{{^if a}}1{{else}}2{{/if}}', { a: 1 });
add('caret unless', '{{^unless a}}1{{/unless}}', { a: 1 });
add('caret each', '{{^each l}}none{{else}}<{{this}}>{{/each}}', { l: [1, 2] });
add('caret with', '{{^with o}}none{{else}}{{x}}{{/with}}', { o: { x: 1 } });
add('caret if, else if', '{{^if a}}1{{else if b}}2{{else}}3{{/if}}', { a: 1, b: 1 });
add('two elses', '{{#if a}}1{{else}}2{{else}}3{{/if}}', {});
add('else if after else', '{{#if a}}1{{else}}2{{else if b}}3{{/if}}', {});
add('elseif is a name', '{{#if a}}1{{elseif b}}2{{/if}}', { a: 1, b: 1 });
add('elseif alone is a name', '{{#if a}}1{{elseif}}2{{/if}}', { a: 1, elseif: '-' });
add('else followed by a dash is an else', '{{#if a}}1{{else-b}}2{{/if}}', { '-b': true });
add('nested ifs', '{{#if a}}{{#if b}}1{{else}}2{{/if}}{{else}}3{{/if}}', { a: 1 });
add('the context stays', '{{#with o}}{{#if x}}{{x}}{{../y}}{{/if}}{{/with}}', { o: { x: 1 }, y: 2 });
add('the context stays: a text', '{{#each l}}{{#if this}}{{this}}{{length}} {{/if}}{{/each}}', { l: ['ab', 'c'] });
add('a length', '{{#if l.length}}some{{else}}none{{/if}}', { l: [] });
add('a parent value', '{{#each l}}{{#if ../on}}{{this}}{{/if}}{{/each}}', { l: ['a', 'b'], on: true });
add('a lookup', '{{#if (lookup o k)}}yes{{else}}no{{/if}}', { o: { x: 1 }, k: 'x' });
add('an index', '{{#each l}}{{#if @index}}, {{/if}}{{this}}{{/each}}', { l: ['a', 'b', 'c'] });
add('first and last', '{{#each l}}{{#if @first}}[{{/if}}{{this}}{{#unless @last}}, {{else}}]{{/unless}}{{/each}}', { l: ['a', 'b', 'c'] });
add('the name if as data', '{{#with o}}{{./if}}{{/with}}', { o: { if: 'x' } });
add('unknown hash arguments are ignored', '{{#if a other=1}}x{{/if}}', { a: 1 });

topic('each');
add('list', '{{#each l}}{{this}} {{/each}}', { l: ['a', 'b'] });
add('list of objects', '{{#each l}}{{n}};{{/each}}', { l: [{ n: 1 }, { n: 2 }] });
add('object', '{{#each o}}{{@key}}={{this}};{{/each}}', { o: { a: 1, b: 2 } });
add('object keeps the order of its keys', '{{#each o}}{{@key}} {{/each}}', json('{"o":{"z":1,"a":2,"m":3}}'));
add('number-like keys come first, in order', '{{#each o}}{{@key}} {{/each}}', json('{"o":{"b":1,"10":1,"a":1,"9":1,"2":1}}'));
add('keys that only look like numbers', '{{#each o}}{{@key}} {{/each}}', json('{"o":{"b":1,"1.5":1,"-1":1,"01":1,"1":1,"1e3":1,"+2":1,"0":1," 3":1}}'));
add('big number-like keys', '{{#each o}}{{@key}} {{/each}}', json('{"o":{"b":1,"4294967296":1,"4294967295":1,"4294967294":1,"4294967293":1,"7":1}}'));
add('number-like keys: first, last and index', '{{#each o}}{{@index}}:{{@key}}:{{@first}}:{{@last}} {{/each}}', json('{"o":{"b":1,"2":1,"1":1}}'));
add('a key given twice keeps its first place', '{{#each o}}{{@key}}={{this}} {{/each}}', json('{"o":{"a":1,"b":2,"a":3}}'));
add('empty key', '{{#each o}}[{{@key}}]{{/each}}', { o: { '': 1 } });
add('list: index, key, first, last', '{{#each l}}{{@index}}/{{@key}}/{{@first}}/{{@last}} {{/each}}', { l: ['a', 'b', 'c'] });
add('object: index, key, first, last', '{{#each o}}{{@index}}/{{@key}}/{{@first}}/{{@last}} {{/each}}', { o: { x: 1, y: 2, z: 3 } });
add('one item', '{{#each l}}{{@first}}{{@last}}{{/each}} {{#each o}}{{@first}} {{@last}}{{/each}}', { l: ['a'], o: { k: 1 } });
add('empty list', '{{#each l}}x{{else}}none{{/each}}', { l: [] });
add('empty object', '{{#each o}}x{{else}}none{{/each}}', { o: {} });
add('empty, no else', '[{{#each l}}x{{/each}}]', { l: [] });
add('missing', '{{#each l}}x{{else}}none{{/each}}', {});
add('null', '{{#each l}}x{{else}}none{{/each}}', { l: null });
add('a text', '{{#each l}}x{{else}}none{{/each}}', { l: 'abc' });
add('a number', '{{#each l}}x{{else}}none{{/each}}', { l: 5 });
add('true', '{{#each l}}x{{else}}none{{/each}}', { l: true });
add('false', '{{#each l}}x{{else}}none{{/each}}', { l: false });
add('caret as else', '{{#each l}}x{{^}}none{{/each}}', { l: [] });
add('null items', '{{#each l}}({{this}}{{name}}){{/each}}', { l: [1, null, 2] });
add('null values', '{{#each o}}{{@key}}=({{this}}){{/each}}', { o: { a: null, b: 1 } });
add('null items inside if become an empty object', '{{#each l}}{{#if true}}({{this}}){{/if}}{{/each}}', { l: [1, null] });
add('null items, the parent', '{{#each l}}({{this}}{{../n}}{{#if ../n}}{{../n}}{{/if}}){{/each}}', { l: [1, null], n: 'N' });
add('null items, the parent through two ifs', '{{#each l}}{{#if true}}{{#if true}}({{../n}}){{/if}}{{/if}}{{/each}}', { l: [null], n: 'N' });
add('mixed items', '{{#each l}}({{this}}){{/each}}', { l: [0, '', false, true, [], [1, 2], {}] });
add('lists of lists', '{{#each l}}{{#each this}}{{this}}{{/each}};{{/each}}', { l: [['a', 'b'], [], ['c']] });
add('lists of lists, indexes', '{{#each l}}{{#each this}}{{@../index}}.{{@index}}={{this}} {{/each}}{{/each}}', { l: [['a', 'b'], ['c']] });
add('key of the outer each', '{{#each o}}{{#each this}}{{@../key}}/{{@key}} {{/each}}{{/each}}', { o: { a: { x: 1 }, b: { y: 1, z: 1 } } });
add('two frames up', '{{#each a}}{{#each this}}{{#each this}}{{@../../index}}{{@../index}}{{@index}} {{/each}}{{/each}}{{/each}}', { a: [[['x', 'y']], [['z']]] }, { escape: 'html' });
add('the frames above the top', '{{#each l}}[{{@../index}}][{{@../../index}}][{{@../root.n}}]{{/each}}', { l: ['a'], n: 1 });
add('the frame of the outer each is back afterwards', '{{#each l}}{{@index}}:{{#each this}}{{@index}} {{/each}}{{@index}};{{/each}}', { l: [['a', 'b'], ['c']] });
add('if, with and sections make no frame', '{{#each l}}{{#if this}}{{#with this}}{{#this}}{{@index}} {{/this}}{{/with}}{{/if}}{{/each}}', { l: ['a', 'b'] });
add('index inside with, in a nested each', '{{#each a}}{{#with this}}{{#each l}}{{@../index}}{{@index}} {{/each}}{{/with}}{{/each}}', { a: [{ l: [1, 2] }, { l: [3] }] }, { escape: 'html' });
add('data names after the loop', '{{#each l}}{{/each}}[{{@index}}]', { l: [1] });
add('block params', '{{#each l as |v i|}}{{i}}={{v}} {{/each}}', { l: ['a', 'b'] });
add('block params over an object', '{{#each o as |v k|}}{{k}}={{v}} {{/each}}', { o: { x: 1, y: 2 } });
add('one block param', '{{#each l as |v|}}{{v.n}} {{/each}}', { l: [{ n: 1 }, { n: 2 }] });
add('too many block params', '{{#each l as |v i z|}}{{v}}{{i}}[{{z}}] {{/each}}', { l: ['a'] });
add('this with block params', '{{#each l as |v|}}{{this.n}}{{n}}{{./n}} {{/each}}', { l: [{ n: 'a' }] });
add('parent of the item', '{{#each l}}{{../n}}{{this}} {{/each}}', { l: [1, 2], n: 'N' });
add('parent, same name', '{{#each l}}{{n}}<{{../n}} {{/each}}', { n: 'out', l: [{ n: 'in' }] });
add('missing in the item does not fall back to the parent', '[{{#each l}}{{n}}{{/each}}]', { n: 'out', l: [{}] });
add('over this', '{{#each this}}{{@key}} {{/each}}', { a: 1, b: 2 });
add('over a dot', '{{#each .}}{{.}} {{/each}}', [1, 2]);
add('over the parent', '{{#with a}}{{#each ../l}}{{this}}{{/each}}{{/with}}', { a: 1, l: ['x', 'y'] });
add('over @root', '{{#with a}}{{#each @root.l}}{{this}}{{/each}}{{/with}}', { a: 1, l: ['x', 'y'] });
add('over a lookup', '{{#each (lookup o "l")}}{{this}}{{/each}}', { o: { l: ['x', 'y'] } });
add('over a path with an index', '{{#each a.[0].l}}{{this}}{{/each}}', { a: [{ l: ['x'] }] });
add('a list with a length key in its items', '{{#each l}}{{length}} {{/each}}', { l: ['abc', [1, 2], { length: 9 }] });
add('else sees the outer context', '{{#with o}}{{#each l}}x{{else}}{{n}}{{../n}}{{/each}}{{/with}}', { n: 1, o: { n: 'o', l: [] } });
add('hash arguments are ignored', '{{#each l a=1}}{{this}}{{/each}}', { l: ['x'] });
add('first and last in a nested each', '{{#each l}}{{#each this}}{{@first}}{{@last}} {{/each}}{{/each}}', { l: [['a', 'b']] }, { escape: 'html' });
add('sections on data names', '{{#each l}}{{#@first}}first {{/@first}}{{^@first}}then {{/@first}}{{this}} {{/each}}', { l: ['a', 'b'] });
add('each as an inline mustache without arguments', '{{each}}', {});
add('keys with unicode', '{{#each o}}{{@key}}={{this}};{{/each}}', json('{"o":{"\u00fc":1,"\u65e5":2,"\\ud83d\\ude00":3}}'));
add('many items', '{{#each l}}{{this}},{{/each}}', { l: Array.from({ length: 120 }, (_, i) => i) });

topic('with');
add('object', '{{#with o}}{{a}} {{b}}{{/with}}', { o: { a: 1, b: 2 } });
add('path', '{{#with o.p}}{{a}}{{/with}}', { o: { p: { a: 1 } } });
add('else', '{{#with o}}x{{else}}none{{/with}}', {});
add('zero is something', '{{#with v}}[{{this}}]{{else}}none{{/with}}', { v: 0 });
add('empty text is nothing', '{{#with v}}[{{this}}]{{else}}none{{/with}}', { v: '' });
add('empty list is nothing', '{{#with v}}[{{this}}]{{else}}none{{/with}}', { v: [] });
add('empty object is something', '{{#with v}}[{{this}}]{{else}}none{{/with}}', { v: {} });
add('false is nothing', '{{#with v}}[{{this}}]{{else}}none{{/with}}', { v: false });
add('true is something', '{{#with v}}[{{this}}]{{else}}none{{/with}}', { v: true });
add('null is nothing', '{{#with v}}[{{this}}]{{else}}none{{/with}}', { v: null });
add('a text', '{{#with v}}{{this}} {{length}} {{[0]}}{{/with}}', { v: 'abc' });
add('a list is not walked', '{{#with v}}{{length}} {{this}}{{/with}}', { v: [1, 2] });
add('literals', '{{#with "x"}}{{this}}{{/with}}{{#with 5}}{{this}}{{/with}}{{#with true}}{{this}}{{/with}}', {});
add('block param', '{{#with o.p as |q|}}{{q.a}} {{a}} {{../n}}{{/with}}', { o: { p: { a: 1 } }, n: 'N' });
add('block params, second is nothing', '{{#with o as |q r|}}{{q.a}}[{{r}}]{{/with}}', { o: { a: 1 } });
add('nested', '{{#with a}}{{#with b}}{{c}}{{../x}}{{../../x}}{{/with}}{{/with}}', { x: '0', a: { x: '1', b: { c: '2' } } });
add('else sees the outer context', '{{#with a}}{{#with nope}}x{{else}}{{x}}{{../x}}{{/with}}{{/with}}', { x: 'out', a: { x: 'in' } });
add('with this', '{{#with a}}{{#with this}}{{x}}{{../x}}{{/with}}{{/with}}', { x: 'out', a: { x: 'in' } });
add('with parent', '{{#with a}}{{#with ..}}{{x}} {{../x}}{{/with}}{{/with}}', { x: 'out', a: { x: 'in' } });
add('with @root', '{{#with a}}{{#with @root}}{{x}} {{../x}}{{/with}}{{/with}}', { x: 'out', a: { x: 'in' } });
add('with a lookup', '{{#with (lookup l 1)}}{{n}}{{/with}}', { l: [{ n: 1 }, { n: 2 }] });
add('keeps the data frame', '{{#each l}}{{#with n}}{{@index}}{{@../index}}{{/with}}{{/each}}', { l: [{ n: 1 }, { n: 2 }] });
add('hash arguments are ignored', '{{#with o x=1}}{{x}}{{a}}{{/with}}', { o: { a: 'A' } });

topic('lookup');
add('key', '{{lookup o "a"}}', { o: { a: 1 } });
add('key from the data', '{{lookup o k}}', { o: { a: 1 }, k: 'a' });
add('index', '{{lookup l 1}}', { l: ['x', 'y'] });
add('index as a text', '{{lookup l "1"}}', { l: ['x', 'y'] });
add('index from each', '{{#each l}}{{this}}{{lookup ../m @index}} {{/each}}', { l: ['a', 'b'], m: ['x', 'y'] });
add('key from each', '{{#each o}}{{lookup ../m @key}}{{/each}}', { o: { p: 1, q: 1 }, m: { p: 'x', q: 'y' } });
add('missing key', '[{{lookup o "nope"}}]', { o: {} });
add('missing object', '[{{lookup nope "a"}}]', {});
add('null object', '[{{lookup o "a"}}]', { o: null });
add('false is handed back', '[{{lookup o "a"}}]', { o: false });
add('zero is handed back', '[{{lookup o "a"}}]', { o: 0 });
add('empty text is handed back', '[{{lookup o "length"}}]', { o: '' });
add('of a number', '[{{lookup o "a"}}]', { o: 5 });
add('of true', '[{{lookup o "a"}}]', { o: true });
add('missing key argument', '[{{lookup o nope}}]', { o: { undefined: 'u', a: 1 } });
add('null key argument', '[{{lookup o n}}]', { o: { null: 'null key' }, n: null });
add('boolean key argument', '[{{lookup o b}}]', { o: { true: 'true key' }, b: true });
add('number key argument', '[{{lookup o n}}][{{lookup o m}}]', json('{"o":{"1":"one","1.0":"no","1e+21":"big"},"n":1.0,"m":1e21}'));
add('list key argument', '[{{lookup o l}}]', { o: { 'a,b': 'list key' }, l: ['a', 'b'] });
add('object key argument', '[{{lookup o k}}]', { o: { '[object Object]': 'object key' }, k: {} });
add('length of a list', '{{lookup l "length"}}', { l: [1, 2] });
add('length and characters of a text', '{{lookup t "length"}} {{lookup t 1}}', { t: 'abc' });
add('a dotted key is one key', '[{{lookup o "a.b"}}]', { o: { 'a.b': 'one', a: { b: 'two' } } });
add('this', '{{lookup . "a"}} {{lookup this "a"}}', { a: 1 });
add('parent', '{{#with o}}{{lookup .. "n"}}{{/with}}', { o: 1, n: 'N' });
add('nested', '{{lookup (lookup o "a") "b"}}', { o: { a: { b: 'x' } } });
add('nested in the key', '{{lookup o (lookup m "k")}}', { o: { a: 'x' }, m: { k: 'a' } });
add('nested both ways', '{{lookup (lookup a b) (lookup c d)}}', { a: { x: { y: 'z' } }, b: 'x', c: ['y'], d: 0 });
add('nested, missing', '[{{lookup (lookup o "a") "b"}}]', { o: {} });
add('negative index', '[{{lookup l -1}}]', { l: ['x'] });
add('fraction index', '[{{lookup l 0.5}}]', { l: ['x'] });
add('prints a list', '{{lookup o "a"}}', { o: { a: [1, [2]] } });
add('as a block prints the value', '{{#lookup o "a"}}body{{/lookup}}', { o: { a: 'x' } });
add('as a block with nothing to print', '[{{#lookup o "b"}}body{{else}}none{{/lookup}}]', { o: { a: 'x' } });
add('block params as arguments', '{{#each l as |v i|}}{{lookup ../m i}}{{lookup ../n v}} {{/each}}', { l: ['a', 'b'], m: ['x', 'y'], n: { a: 'p', b: 'q' } });
add('by ./ is still the helper', '{{./lookup o "a"}}', { o: { a: 1 }, lookup: 'data' });
add('by this. is still the helper', '{{this.lookup o "a"}}', { o: { a: 1 }, lookup: 'data' });
add('by ../ is still the helper', '{{#with o}}{{../lookup . "a"}}{{/with}}', { o: { a: 1 } });
add('with more segments is still the helper', '{{lookup.x.y o "a"}}', { o: { a: 1 } });
add('by @ is still the helper', '{{@lookup o "a"}}', { o: { a: 1 } });
add('if with more segments is still the helper', '{{#if.x a}}yes{{/if.x}}', { a: 1 });
add('each by @ is still the helper', '{{#@each l}}{{this}}{{/@each}}', { l: ['x', 'y'] });

topic('log');
add('prints nothing', '[{{log "a"}}]');
add('values', '[{{log a b "c" 1}}]', { a: 1 });
add('level', '[{{log "a" level="error"}}]');
add('no arguments', '[{{log}}]');
add('as a block', '[{{#log "a"}}body{{/log}}]');
add('in a sub-expression', '{{#if (log "a")}}yes{{else}}no{{/if}}');
add('on a line of its own is not standalone', 'a\n{{log "x"}}\nb');

topic('sections');
for (const [name, value] of Object.entries({ true: true, false: false, null: null, zero: 0, number: 5, 'empty text': '', text: 'hi', object: { a: 1 }, 'empty object': {}, list: ['x', 'y'], 'empty list': [], 'list of objects': [{ a: 1 }, { a: 2 }], 'list of lists': [[1, 2], []], 'list of null': [null] })) {
  add(name, '{{#s}}({{this}}{{a}}){{/s}}{{^s}}none{{/s}}', { s: value, a: 'A' });
}
add('missing', '{{#s}}x{{/s}}{{^s}}none{{/s}}');
add('else', '{{#s}}x{{else}}none{{/s}}{{#t}}y{{else}}none{{/t}}', { t: true });
add('caret', '{{#s}}x{{^}}none{{/s}}');
add('inverse with else', '{{^s}}none{{else}}({{this}}){{/s}}', { s: 'v' });
add('inverse with else over a list', '{{^s}}none{{else}}({{this}}){{/s}}', { s: [1, 2] });
add('inverse keeps the context', '{{#with o}}{{^s}}{{n}}{{/s}}{{/with}}', { o: { n: 1 } });
add('dotted', '{{#a.b}}{{c}}{{/a.b}}{{^a.x}}none{{/a.x}}', { a: { b: { c: 1 } } });
add('dotted list', '{{#a.b}}{{c}};{{/a.b}}', { a: { b: [{ c: 1 }, { c: 2 }] } });
add('this', '{{#this}}{{a}}{{/this}}', { a: 1 });
add('dot', '{{#.}}<{{.}}>{{/.}}', ['x', 'y']);
add('parent', '{{#with a}}{{#../l}}{{this}}{{/../l}}{{/with}}', { a: 1, l: ['x', 'y'] });
add('index, key, first and last over a list', '{{#l}}{{@index}}{{@key}}{{@first}}{{@last}} {{/l}}', { l: ['a', 'b'] }, { escape: 'html' });
add('no index over an object', '{{#o}}[{{@index}}]{{a}}{{/o}}', { o: { a: 1 } });
add('depth: an object is one level', '{{#o}}{{n}}{{../n}}{{/o}}', { n: 'out', o: { n: 'in' } });
add('depth: true is none', '{{#s}}{{n}}[{{../n}}]{{/s}}', { n: 'out', s: true });
add('depth: list items are one level', '{{#l}}{{this}}{{../n}} {{/l}}', { n: 'out', l: [1, 2] });
add('nested', '{{#a}}{{#b}}{{c}}{{../x}}{{../../x}}{{/b}}{{/a}}', { x: '0', a: { x: '1', b: { c: '2' } } });
add('nested list in list', '{{#a}}[{{#b}}{{.}}{{/b}}]{{/a}}', { a: [{ b: [1, 2] }, { b: [3] }] }, { escape: 'html' });
add('no fall back to the parent', '[{{#o}}{{n}}{{/o}}]', { n: 'out', o: { m: 1 } });
add('else if', '{{#s}}1{{else if t}}2{{else}}3{{/s}}', { t: 1 });
add('else section', '{{#s}}1{{else t}}2{{u}}{{/s}}', { t: { u: 'x' } });
add('block params over a list', '{{#l as |v i|}}{{i}}={{v}} {{/l}}', { l: ['a', 'b'] });
add('block params over an object are nothing', '{{#o as |v|}}[{{v}}]{{a}}{{/o}}', { o: { a: 1 } });
add('block params over a text are nothing', '{{#t as |v|}}[{{v}}]{{this}}{{/t}}', { t: 'x' });
add('block params over an object inside each are those of each', '{{#each l as |x|}}{{#o as |v|}}[{{v}}]{{/o}}{{/each}}', { l: [{ o: { a: 1 } }] });
add('@root', '{{#@root.l}}{{this}}{{/@root.l}}', { l: ['x', 'y'] });
add('a name with this at its end', '{{#mythis}}{{a}}{{/mythis}}', { mythis: { a: 1 } });
add('a length', '{{#l.length}}{{this}} {{l}}{{/l.length}}', { l: [1, 2] });
add('closed by another spelling of the path', '{{#a/b}}x{{/a.b}}', { a: { b: 1 } });
add('closed by another spelling of this', '{{#this}}x{{/.}}', {});
add('closed with ./', '{{#./a}}x{{/a}}', {});

topic('depth');
add('if adds none', '{{#with o}}{{#if a}}{{../n}}{{/if}}{{/with}}', { n: 'N', o: { a: 1 } });
add('unless adds none', '{{#with o}}{{#unless b}}{{../n}}{{/unless}}{{/with}}', { n: 'N', o: { a: 1 } });
add('ifs add none', '{{#with o}}{{#if a}}{{#if a}}{{#if a}}{{../n}}{{/if}}{{/if}}{{/if}}{{/with}}', { n: 'N', o: { a: 1 } });
add('each adds one', '{{#each l}}{{#if this}}{{../n}}{{/if}}{{/each}}', { n: 'N', l: [1] });
add('each in if', '{{#if n}}{{#each l}}{{../n}}{{/each}}{{/if}}', { n: 'N', l: [1] });
add('each in each', '{{#each l}}{{#each m}}{{this}}{{../k}}{{../../n}} {{/each}}{{/each}}', { n: 'N', l: [{ k: 'K', m: ['a', 'b'] }] });
add('each in if in each', '{{#each l}}{{#if m}}{{#each m}}{{../k}}{{../../n}} {{/each}}{{/if}}{{/each}}', { n: 'N', l: [{ k: 'K', m: ['a', 'b'] }] });
add('the same object adds none', '{{#with a}}{{#with this}}{{../n}}{{/with}}{{/with}}', { n: 'out', a: { n: 'in' } });
add('the same object by another path adds none', '{{#with a}}{{#with @root.a}}{{../n}}{{/with}}{{/with}}', { n: 'out', a: { n: 'in' } });
add('the root inside the root adds none', '{{#with @root}}[{{../n}}]{{/with}}', { n: 'out' });
add('an equal object that is another adds one', '{{#with a}}{{#with ../b}}{{../k}}{{/with}}{{/with}}', { k: 'root', a: { k: 'ab', v: 1 }, b: { k: 'ab', v: 1 } });
add('equal empty lists that are others add one', '{{#with a}}{{#each l}}{{#with m}}{{../x}}{{/with}}{{/each}}{{/with}}', { a: { l: [{ x: 'X', m: [[]] }] } });
add('an item inside its own list: the same item adds none', '{{#each l}}{{#each ../l}}{{n}}<{{../n}} {{/each}}{{/each}}', { n: 'R', l: [{ n: 'a' }, { n: 'b' }] });
add('equal items that are others', '{{#each l}}{{#each ../m}}{{n}}<{{../t}} {{/each}}{{/each}}', { t: 'R', l: [{ n: 'a', t: 'L' }], m: [{ n: 'a', t: 'L' }] });
add('equal texts add none', '{{#with a}}{{#with @root.b}}{{this}}<{{..}}{{/with}}{{/with}}', { a: 'x', b: 'x' });
add('different texts add one', '{{#with a}}{{#with @root.b}}{{this}}<{{..}}{{/with}}{{/with}}', { a: 'x', b: 'y' });
add('equal texts in nested each', '{{#each l}}{{#each ../l}}{{this}}<{{..}} {{/each}}{{/each}}', { l: ['x', 'y'] });
add('a number and the same number as a text add none', '{{#with a}}{{#with @root.b}}{{this}}<{{..}}{{/with}}{{/with}}', { a: 1, b: '1' });
add('a number and true add none', '{{#with a}}{{#with @root.b}}{{this}}<{{..}}{{/with}}{{/with}}', { a: 1, b: true });
add('a number and two', '{{#with a}}{{#with @root.b}}{{this}}<{{..}}{{/with}}{{/with}}', { a: 2, b: true });
add('a list of one and its text add none', '{{#with a}}{{#with @root.b}}{{this}}<{{..}}{{/with}}{{/with}}', { a: ['x'], b: 'x' });
add('zero and an empty text add none', '{{#with a}}{{#@root.b}}[{{this}}]<[{{..}}]{{/@root.b}}{{/with}}', { a: 0, b: '' });
add('null items add one', '{{#each l}}{{#each ../l}}[{{this}}<{{..}}]{{/each}}{{/each}}', { l: [null] });
add('else of each', '{{#with o}}{{#each l}}x{{else}}{{../n}}{{/each}}{{/with}}', { n: 'N', o: { l: [] } });
add('arguments are looked up outside', '{{#with o}}{{#with ../p}}{{x}}{{/with}}{{/with}}', { o: { y: 1 }, p: { x: 'X' } });
add('hash values are looked up outside', '{{#with o}}{{> p v=../n}}{{/with}}', { n: 'N', o: { n: 'o' } }, { partials: { p: '{{v}}' } });
add('sub-expressions are looked up outside', '{{#with o}}{{#if (lookup .. "n")}}yes{{/if}}{{/with}}', { n: 'N', o: { n: '' } });
add('in a section over a list in with', '{{#with o}}{{#l}}{{../n}}{{../../n}} {{/l}}{{/with}}', { n: 'R', o: { n: 'O', l: [1, 2] } });
add('texts inside if', '{{#each l}}{{#if true}}{{#if true}}{{this}}{{../n}}{{/if}}{{/if}} {{/each}}', { n: 'N', l: ['a', 'b'] });
add('empty texts inside if', '{{#each l}}{{#if true}}[{{this}}{{../n}}]{{/if}}{{/each}}', { n: 'N', l: ['', 0, false] });
add('only the inner block uses the parent', '{{#each a}}{{#each b}}{{#if c}}{{../../n}}{{../m}}{{/if}}{{/each}}{{/each}}', { n: 'N', a: [{ m: 'M', b: [{ c: 1 }] }] });
add('five levels', '{{#with a}}{{#with b}}{{#with c}}{{#with d}}{{n}}{{../n}}{{../../n}}{{../../../n}}{{../../../../n}}{{/with}}{{/with}}{{/with}}{{/with}}', { n: '0', a: { n: '1', b: { n: '2', c: { n: '3', d: { n: '4' } } } } });

topic('block params');
add('shadow the context', '{{#each l as |n|}}{{n}}{{./n}}{{this.n}} {{/each}}', { n: 'out', l: [{ n: 'in' }] }, { escape: 'html' });
add('shadow the context, path', '{{#with o as |n|}}{{n.n}} {{n.m}}{{/with}}', { o: { n: 1, m: 2 } });
add('nested', '{{#each a as |x|}}{{#each x.l as |y|}}{{x.n}}{{y}} {{/each}}{{/each}}', { a: [{ n: 'p', l: [1, 2] }, { n: 'q', l: [3] }] });
add('nested, same name', '{{#each a as |x|}}{{#each x as |x|}}{{x}}{{/each}};{{/each}}', { a: [['a', 'b'], ['c']] });
add('nested, back afterwards', '{{#with a as |x|}}{{x.n}}{{#with b as |x|}}{{x.n}}{{/with}}{{x.n}}{{/with}}', { a: { n: 1, b: { n: 2 } } }, { escape: 'html' });
add('visible in if', '{{#each l as |v|}}{{#if v}}{{v}}{{/if}}{{/each}}', { l: ['a', '', 'b'] });
add('not visible after the block', '{{#each l as |v|}}{{v}}{{/each}}[{{v}}]', { l: ['a'] });
add('not visible in else', '{{#each l as |v|}}{{v}}{{else}}[{{v}}]{{/each}}', { l: [], v: 'ctx' });
add('not visible in else of with', '{{#with o as |v|}}{{v}}{{else}}[{{v}}]{{/with}}', { v: 'ctx' });
add('outer ones are visible in an inner else', '{{#each l as |v|}}{{#if nope}}x{{else}}{{v}}{{/if}}{{/each}}', { l: ['a', 'b'] });
add('not with ../', '{{#with o as |v|}}[{{../v}}]{{/with}}', { o: { a: 1 }, v: 'ctx' });
add('not with ./ or this', '{{#with o as |v|}}[{{./v}}][{{this.v}}][{{v.a}}]{{/with}}', { o: { a: 1, v: 'ctx' } });
add('with @ too', '{{#with o as |v|}}[{{@v.a}}][{{@v.nope}}]{{/with}}', { o: { a: 1 } });
add('with @: they come before the data names', '{{#each l as |index|}}{{@index}};{{/each}}', { l: ['a', 'b'] });
add('with @ and a parent they do not', '{{#each l as |index|}}{{@../index}};{{/each}}', { l: ['a', 'b'] });
add('the name root', '{{#each l as |root|}}{{@root.x}};{{/each}}', { x: 'R', l: [{ x: 'a' }] });
add('a name ending in this is never found', '{{#each l as |mythis|}}[{{mythis}}]{{/each}}', { l: ['a'] });
add('a name ending in this, with a path', '{{#each l as |mythis|}}[{{mythis.n}}]{{/each}}', { l: [{ n: 1, mythis: { n: 'ctx' } }] });
add('a name with this in the middle is found', '{{#each l as |thisone|}}[{{thisone}}]{{/each}}', { l: ['a'] });
add('the name this', '{{#each l as |this|}}[{{this}}]{{/each}}', { l: ['a'] });
add('as an argument', '{{#each l as |v|}}{{#if v.on}}{{v.n}}{{/if}}{{/each}}', { l: [{ on: 1, n: 'a' }, { n: 'b' }] });
add('in a sub-expression', '{{#each l as |v|}}{{lookup (lookup v "o") "k"}}{{/each}}', { l: [{ o: { k: 'x' } }] });
add('as a section', '{{#each l as |v|}}{{#v}}<{{this}}>{{/v}}{{^v}}none{{/v}}{{/each}}', { l: ['a', false, ['p', 'q']] });
add('as a hash value', '{{#each l as |v|}}{{> p x=v}}{{/each}}', { l: [1, 2] }, { partials: { p: '({{x}})' } });
add('as the context of a partial', '{{#each l as |v|}}{{> p v}}{{/each}}', { l: [{ x: 1 }] }, { partials: { p: '({{x}})' } });
add('not visible in a partial', '{{#each l as |v|}}{{> p}}{{/each}}', { l: [{ a: 1 }] }, { partials: { p: '[{{v}}]' } });
add('visible in a partial block', '{{#each l as |v|}}{{#> p}}{{v}}{{/p}}{{/each}}', { l: [1, 2] }, { partials: { p: '({{> @partial-block}})' } });
add('not visible in an inline partial outside the block', '{{#*inline "p"}}<{{v}}>{{/inline}}{{#each l as |v|}}{{> p}}{{/each}}', { l: [{ v: 'ctx' }] });
add('shadow built-in helper names', '{{#each l as |lookup|}}{{lookup}}{{/each}}', { l: ['a'] });
add('shadow if', '{{#with o as |if|}}{{if.a}}{{/with}}', { o: { a: 1 } });
add('called with arguments: the arguments are ignored', '{{#each l as |v|}}{{v "x" y=1}}{{/each}}', { l: ['a', 'b'] });
add('called as a block with arguments', '{{#with o as |v|}}{{#v "x"}}{{a}}{{/v}}{{/with}}', { o: { a: 1 } });
add('name with a dash', '{{#each l as |a-b|}}{{a-b}}{{/each}}', { l: ['x'] });
add('a number as a name', '{{#each l as |1|}}{{1}}{{/each}}', { l: ['x'] });
add('true as a name', '{{#each l as |true|}}{{true}}{{/each}}', { l: ['x'] });
add('white space inside the bars', '{{#each l as |  v   i  |}}{{i}}{{v}}{{/each}}', { l: ['x'] });
add('white space between as and the bar', '{{#each l as   \n |v|}}{{v}}{{/each}}', { l: ['x'] });
add('no white space after as is an error', '{{#each l as|v|}}{{v}}{{/each}}', { l: ['x'] });
add('a list named as', '{{#each as as |as|}}{{as}}{{/each}}', { as: ['x'] });
add('after a hash', '{{#each l x=1 as |v|}}{{v}}{{/each}}', { l: ['x'] });
add('after a sub-expression', '{{#each (lookup . "l") as |v|}}{{v}}{{/each}}', { l: ['x'] });
add('the same name twice', '{{#each l as |v v|}}{{v}}{{/each}}', { l: ['x'] });
add('three deep', '{{#each a as |x i|}}{{#each x as |y j|}}{{#each y as |z k|}}{{i}}-{{j}}-{{k}}={{z}} {{/each}}{{/each}}{{/each}}', { a: [[['p', 'q']], [['r'], ['s']]] });
add('an outer one past an inner block without any', '{{#each a as |x|}}{{#each x.l}}{{x.n}}{{this}} {{/each}}{{/each}}', { a: [{ n: 'p', l: [1, 2] }] });
add('null item', '{{#each l as |v|}}[{{v}}{{v.a}}]{{/each}}', { l: [null, 1] });
add('of a missing path', '{{#each l as |v|}}[{{v.a.b.c}}]{{/each}}', { l: [{}] });
add('data names stay', '{{#each l as |v i|}}{{@index}}={{i}} {{/each}}', { l: ['a', 'b'] });

add('a section inside a block without block params', '{{#if a}}{{#l as |v|}}{{v}}{{/l}}{{/if}}', { a: 1, l: ['x'] });

topic('sub-expressions');
add('as the only argument', '{{#if (lookup o "a")}}yes{{/if}}', { o: { a: 1 } });
add('white space inside', '{{#if ( lookup   o\n"a" )}}yes{{/if}}', { o: { a: 1 } });
add('no white space around', '{{lookup(lookup o "a")"b"}}', { o: { a: { b: 1 } } });
add('touching the next', '{{lookup (lookup o "a")(lookup o "k")}}', { o: { a: { b: 'x' }, k: 'b' } });
add('three deep', '{{lookup (lookup (lookup o "a") "b") "c"}}', { o: { a: { b: { c: 'x' } } } });
add('in each', '{{#each (lookup o k)}}{{this}}{{/each}}', { o: { a: [1, 2] }, k: 'a' });
add('in with', '{{#with (lookup o k)}}{{n}}{{/with}}', { o: { a: { n: 1 } }, k: 'a' });
add('in a hash', '{{> p v=(lookup o k)}}', { o: { a: 1 }, k: 'a' }, { partials: { p: '{{v}}' } });
add('in a hash of a hash', '{{#if a includeZero=(lookup o "z")}}yes{{/if}}', { a: 0, o: { z: true } });
add('a built-in without arguments', '{{#if (if)}}x{{/if}}', {});
add('an unknown helper', '{{#if (nope a)}}x{{/if}}', {});
add('an unknown helper without arguments is nothing', '{{#if (nope)}}x{{/if}}', {});
add('a path that is missing', '{{#if (a.b c)}}x{{/if}}', {});
add('alone is an error', '{{(lookup o "a")}}', {});
add('as a block name is an error', '{{#(lookup o "a")}}x{{/if}}', {});
add('unclosed', '{{#if (lookup o "a"}}x{{/if}}', {});
add('closed too often', '{{#if (lookup o "a"))}}x{{/if}}', {});
add('empty', '{{#if ()}}x{{/if}}', {});
add('block params inside are an error', '{{#if (lookup o "a" as |x|)}}x{{/if}}', {});
add('with data names', '{{#each l}}{{lookup (lookup ../m @index) "n"}}{{/each}}', { l: [1, 2], m: [{ n: 'a' }, { n: 'b' }] });
add('a literal as helper name', '{{#if ("lookup" o "a")}}yes{{/if}}', { o: { a: 1 } });
add('log inside', '[{{lookup o (log "x")}}]', { o: { undefined: 'u' } });

topic('hash');
add('unknown helper with only a hash prints nothing', '{{nope a=1}}', {});
add('unknown block helper with only a hash prints nothing', '{{#nope a=1}}x{{/nope}}', {});
add('missing path with only a hash prints nothing', '{{a.b c=1}}', {});
add('white space around the equals sign', '{{> p a = 1}}', {}, { partials: { p: '{{a}}' } });
add('newlines around the equals sign', '{{> p a\n=\n1}}', {}, { partials: { p: '{{a}}' } });
add('bracketed key', '{{> p [a b]=1}}', {}, { partials: { p: '{{[a b]}}' } });
add('dashed key', '{{> p a-b=1}}', {}, { partials: { p: '{{a-b}}' } });
add('keyword keys', '{{> p true="t" null="n" if="i" this="me"}}', {}, { partials: { p: '{{[true]}}{{[null]}}{{./if}}{{[this]}}' } });
add('keyword keys before a space are literals', '{{> p true ="t"}}', {}, { partials: { p: 'x' } });
add('a key that is a number', '{{> p 1=2}}', {}, { partials: { p: '{{[1]}}' } });
add('a key given twice: the first counts', '{{> p a=1 a=2}}', {}, { partials: { p: '{{a}}' } });
add('a dotted key is an error', '{{> p a.b=1}}', {}, { partials: { p: 'x' } });
add('a quoted key is an error', '{{> p "a"=1}}', {}, { partials: { p: 'x' } });
add('an argument after the hash is an error', '{{lookup a=1 o "a"}}', {});
add('no value is an error', '{{> p a=}}', {}, { partials: { p: 'x' } });
add('no key is an error', '{{> p =1}}', {}, { partials: { p: 'x' } });
add('values of every kind', '{{> p a="t" b=1 c=true d=null e=undefined f=x g=@root.x h=../x i=. j=-1.5}}', { x: 'X' }, { partials: { p: '{{a}}|{{b}}|{{c}}|{{d}}|{{e}}|{{f}}|{{g}}|{{h}}|{{i}}|{{j}}' } });
add('the order of hash keys is turned round', '{{#with o}}{{> p b=1 a=2 c=3}}{{/with}}', { o: { z: 0 } }, { partials: { p: '{{#each this}}{{@key}} {{/each}}' } });
add('a hash key already in the context keeps its place', '{{> p b=1 y=2}}', json('{"x":0,"y":0,"z":0}'), { partials: { p: '{{#each this}}{{@key}}={{this}} {{/each}}' } });

// ------------------------------------------------------------------ partials
topic('partials');
parts('basic', 'a{{> p}}b', {}, { p: 'P' });
parts('sees the context', '{{> p}}', { n: 'N' }, { p: '<{{n}}>' });
parts('no white space', '{{>p}}', {}, { p: 'P' });
parts('much white space', '{{>   p   }}', {}, { p: 'P' });
parts('newlines in the tag', '{{>\n  p\n  a=1\n}}', {}, { p: '{{a}}' });
parts('white space before the sign is an error', '{{ > p}}', {}, { p: 'P' });
parts('with a context', '{{> p o}}', { o: { n: 'in' }, n: 'out' }, { p: '{{n}}' });
parts('with this', '{{> p this}}{{> p .}}', { n: 'N' }, { p: '{{n}}' });
parts('with the parent', '{{#with o}}{{> p ..}}{{/with}}', { o: { n: 'in' }, n: 'out' }, { p: '{{n}}' });
parts('with @root', '{{#with o}}{{> p @root}}{{/with}}', { o: { n: 'in' }, n: 'out' }, { p: '{{n}}' });
parts('with a text', '{{> p "t"}}', {}, { p: '{{this}} {{length}}' });
parts('with a number', '{{> p 5}}', {}, { p: '{{this}}' });
parts('with false', '[{{> p false}}]', {}, { p: '{{this}}' });
parts('with null', '[{{> p null}}]', { n: 'N' }, { p: '{{this}}{{n}}' });
parts('with a missing value', '[{{> p nope}}]', { n: 'N' }, { p: '{{this}}{{n}}{{#if true}}{{this}}{{/if}}' });
parts('with a list', '{{> p l}}', { l: [1, 2] }, { p: '{{#each this}}<{{this}}>{{/each}}{{length}}' });
parts('with a path', '{{> p a.b.[0]}}', { a: { b: [{ n: 1 }] } }, { p: '{{n}}' });
parts('with a sub-expression', '{{> p (lookup o k)}}', { o: { a: { n: 1 } }, k: 'a' }, { p: '{{n}}' });
parts('with a hash', '{{> p n="H" m=x}}', { n: 'N', x: 'X' }, { p: '{{n}}{{m}}{{x}}' });
parts('with a context and a hash', '{{> p o m=x}}', { x: 'X', o: { n: 'in', m: 'no' } }, { p: '{{n}}{{m}}{{x}}' });
parts('a hash on a text context', '{{> p "ab" m="M"}}', {}, { p: '{{m}}{{[0]}}{{[1]}}[{{length}}]{{this}}' });
parts('a hash on a list context', '{{> p l m="M"}}', { l: ['x', 'y'] }, { p: '{{m}}[{{length}}]{{#each this}}{{@key}}={{this}};{{/each}}' });
parts('a hash on a number context', '{{> p 5 m="M"}}', {}, { p: '{{m}}{{this}}' });
parts('a hash on null', '{{> p null m="M"}}', { n: 'N' }, { p: '{{m}}[{{n}}]' });
parts('a hash on a missing context', '{{> p nope m="M"}}', { n: 'N' }, { p: '{{m}}[{{n}}]' });
parts('a hash value that is missing hides the key', '[{{> p n=nope}}]', { n: 'N' }, { p: '{{n}}' });
parts('a hash does not change the context outside', '{{> p n="H"}}{{n}}', { n: 'N' }, { p: '{{n}}' });
parts('a hash and @root', '{{> p n="H"}}', { n: 'N' }, { p: '{{n}}{{@root.n}}' });
parts('the name in double quotes', '{{> "p q"}}', {}, { 'p q': 'P' });
parts('the name in single quotes', "{{> 'p q'}}", {}, { 'p q': 'P' });
parts('the name in brackets', '{{> [p q]}}', {}, { 'p q': 'P' });
parts('the name with slashes', '{{> a/b/c}}', {}, { 'a/b/c': 'P' });
parts('the name with dots', '{{> a.b}}', {}, { 'a.b': 'P', 'a/b': 'Q' });
parts('the name with a dash', '{{> a-b}}', {}, { 'a-b': 'P' });
parts('the name with an extension', '{{> "a/b.html"}}{{> a/b.html}}', {}, { 'a/b.html': 'P' });
parts('the name begins with ./', '{{> ./p}}', {}, { './p': 'dot', p: 'P' });
parts('the name begins with ../', '{{> ../p}}', {}, { '../p': 'dots', p: 'P' });
parts('the name begins with ./ and there is only the plain one', '{{> ./p}}', {}, { p: 'P' });
parts('the name begins with an at sign', '{{> @p}}', {}, { '@p': 'at' });
parts('the name is a number', '{{> 12}}', {}, { 12: 'P' });
parts('the name is a number with a fraction', '{{> 1.50}}', {}, { 1.5: 'P' });
parts('the name is true, null and undefined', '{{> true}}{{> null}}{{> undefined}}', {}, { true: 'T', null: 'N', undefined: 'U' });
parts('the name is this', '{{> this}}', {}, { this: 'P' });
parts('the name has brackets inside', '{{> a/[b c]}}', {}, { 'a/b c': 'P' });
parts('the name of a helper', '{{> if}}{{> each}}', {}, { if: 'I', each: 'E' });
parts('the name of data', '{{> n}}', { n: 'data' }, { n: 'partial' });
parts('an invalid path as a name', '{{> a/../b}}', {}, { 'a/../b': 'P' });
parts('unicode name', '{{> \u00fcber/\u65e5}}', {}, { '\u00fcber/\u65e5': 'P' });
parts('dynamic name', '{{> (lookup . "name")}}', { name: 'p' }, { p: 'P' });
parts('dynamic name from the item', '{{#each l}}{{> (lookup . "kind")}}{{/each}}', { l: [{ kind: 'p', v: 1 }, { kind: 'q', v: 2 }] }, { p: '<{{v}}>', q: '[{{v}}]' });
parts('dynamic name with a context and a hash', '{{> (lookup . "name") o m="M"}}', { name: 'p', o: { n: 'in' } }, { p: '{{n}}{{m}}' });
parts('dynamic name that is not a partial', '{{> (lookup . "name")}}', { name: 'nope' }, { p: 'P' });
parts('dynamic name that is missing', '{{> (lookup . "name")}}', {}, { p: 'P' });
parts('dynamic name that is a number', '{{> (lookup . "name")}}', { name: 12 }, { 12: 'P' });
parts('dynamic name that is empty', '{{> (lookup . "name")}}', { name: '' }, { p: 'P' });
parts('unknown', 'a{{> nope}}b', {}, {});
parts('unknown, dotted and slashed', '{{> a/b.c}}', {}, {});
parts('unknown, not reached', '{{#if x}}{{> nope}}{{/if}}ok', {}, {});
parts('empty', '[{{> p}}]', {}, { p: '' });
parts('two arguments', '{{> p a b}}', {}, { p: 'P' });
parts('inside a partial', '{{> p}}', { n: 'N' }, { p: '({{> q}})', q: '{{n}}' });
parts('three deep', '{{> a}}', {}, { a: 'a{{> b}}a', b: 'b{{> c}}b', c: 'c' });
parts('the context goes down', '{{> p o}}', { o: { n: 'o', i: { n: 'i' } } }, { p: '{{n}}{{> q i}}{{n}}', q: '{{n}}' });
parts('a hash goes down', '{{> p a="A"}}', {}, { p: '{{> q b="B"}}', q: '{{a}}{{b}}' });
parts('in each', '{{#each l}}{{> p}}{{/each}}', { l: [{ n: 1 }, { n: 2 }] }, { p: '<{{n}}>' });
parts('data names in a partial', '{{#each l}}{{> p}}{{/each}}', { l: ['a', 'b'] }, { p: '{{@index}}{{@first}}{{this}} ' }, { escape: 'html' });
parts('each in a partial in each', '{{#each l}}{{> p}}{{/each}}', { l: [['a', 'b'], ['c']] }, { p: '{{#each this}}{{@../index}}/{{@index}}={{this}} {{/each}}' });
parts('@root in a partial', '{{#each l}}{{> p}}{{/each}}', { l: [{ n: 1 }], n: 'R' }, { p: '{{n}} {{@root.n}}' });
parts('the parent in a partial is nothing', '{{#with o}}{{> p}}{{/with}}', { n: 'out', o: { n: 'in' } }, { p: '[{{n}}{{../n}}]' });
parts('the parent of each in a partial is the context of the partial', '{{#with o}}{{> p}}{{/with}}', { n: 'out', o: { n: 'in', l: [1] } }, { p: '{{#each l}}{{../n}}[{{../../n}}]{{/each}}' });
parts('the parent in a partial with a hash', '{{> p o h="H"}}', { o: { l: [1] } }, { p: '{{#each l}}{{../h}}{{/each}}' });
parts('in if', '{{#if a}}{{> p}}{{else}}{{> q}}{{/if}}', {}, { p: 'P', q: 'Q' });
parts('in a section', '{{#l}}{{> p}}{{/l}}', { l: [1, 2] }, { p: '<{{this}}>' });
parts('block params are not seen', '{{#each l as |v i|}}{{> p}}{{/each}}', { l: [1], v: 'no' }, { p: '[{{v}}{{i}}]' });
parts('its own block params', '{{> p}}', { l: ['a'] }, { p: '{{#each l as |v|}}<{{v}}>{{/each}}' });
parts('syntax error in a partial', 'a {{> p}}', {}, { p: 'x\n{{#if}}' });
parts('syntax error in a partial that is not used', 'a{{#if x}}{{> p}}{{/if}}', {}, { p: '{{#if}}' });
parts('unclosed block in a partial', '{{> p}}', {}, { p: '{{#if x}}y' });
parts('recursion: a tree', '{{> node}}', { n: 1, kids: [{ n: 2, kids: [{ n: 3, kids: [] }] }, { n: 4, kids: [] }] }, { node: '({{n}}{{#each kids}}{{> node}}{{/each}})' });
parts('recursion: a tree with a lookup', '{{#each kids}}{{> node}}{{/each}}', { kids: [{ n: 'a', kids: [{ n: 'b' }] }] }, { node: '<{{n}}>{{#each kids}}{{> node}}{{/each}}</{{n}}>' });
parts('recursion: a list, by its tail', '{{> p o}}', { o: { v: 1, next: { v: 2, next: { v: 3 } } } }, { p: '{{v}}{{#if next}},{{> p next}}{{/if}}' });
parts('recursion: with a hash', '{{> p o depth="x"}}', { o: { next: { next: {} } } }, { p: '{{depth}}{{#if next}}({{> p next depth="y"}}){{/if}}' });
parts('recursion: two partials', '{{> a o}}', { o: { k: { k: { k: null } } } }, { a: 'a{{#if k}}{{> b k}}{{/if}}', b: 'b{{#if k}}{{> a k}}{{/if}}' });
parts('recursion: nested lists', '{{> p}}', [1, [2, [3, []]], 4], { p: '{{#each this}}{{#if length}}[{{> p}}]{{else}}{{this}};{{/if}}{{/each}}' });
parts('a partial called by a partial that is registered later', '{{> z}}', {}, { z: '{{> a}}', a: 'A' });
parts('same partial, different contexts', '{{> p a}}{{> p b}}{{> p a}}', { a: { n: 1 }, b: { n: 2 } }, { p: '<{{n}}>' });
parts('values are not templates', '{{> p}}', { n: '{{> q}}' }, { p: '{{n}}', q: 'Q' });
parts('with a data name', '{{#each l}}{{> p @index}}{{/each}}', { l: ['a', 'b'] }, { p: '<{{this}}>' });
parts('a name that ends where the tag ends', '{{> p~}} x', {}, { p: 'P' });
parts('a name and a sub-expression touching', '{{> (lookup . "name")o}}', { name: 'p', o: { n: 1 } }, { p: '{{n}}' });
parts('context whose name is true', '{{> p true}}', { true: 'no' }, { p: '{{this}}' });

topic('indent');
parts('one line', 'a\n  {{> p}}\nb', {}, { p: 'P\n' });
parts('several lines', 'a\n  {{> p}}\nb', {}, { p: 'P\nQ\nR\n' });
parts('no newline at the end', 'a\n  {{> p}}\nb', {}, { p: 'P\nQ' });
parts('tab', 'a\n\t{{> p}}\nb', {}, { p: 'P\nQ\n' });
parts('tab and spaces', 'a\n \t {{> p}}\nb', {}, { p: 'P\nQ\n' });
parts('blank lines are indented too', 'a\n  {{> p}}\nb', {}, { p: 'P\n\nQ\n\n' });
parts('only newlines', 'a\n  {{> p}}\nb', {}, { p: '\n\n' });
parts('empty partial', 'a\n  {{> p}}\nb', {}, { p: '' });
parts('first line', '  {{> p}}\nb', {}, { p: 'P\nQ\n' });
parts('last line', 'a\n  {{> p}}', {}, { p: 'P\nQ\n' });
parts('the only thing', '  {{> p}}  ', {}, { p: 'P\nQ\n' });
parts('CRLF around', 'a\r\n  {{> p}}\r\nb', {}, { p: 'P\nQ\n' });
parts('CRLF in the partial', 'a\n  {{> p}}\nb', {}, { p: 'P\r\nQ\r\n' });
parts('a lone carriage return in the partial', 'a\n  {{> p}}\nb', {}, { p: 'P\rQ\n' });
parts('values of several lines are indented too', 'a\n  {{> p}}\nb', { v: 'x\ny\n' }, { p: '{{v}}z\n' });
parts('nested', 'a\n  {{> p}}\nb', {}, { p: 'P\n  {{> q}}\nP\n', q: 'Q\nQ\n' });
parts('nested three times', '  {{> a}}\n', {}, { a: 'a\n  {{> b}}\n', b: 'b\n  {{> c}}\n', c: 'c\nd\n' });
parts('nested, tabs', '\t{{> a}}\n', {}, { a: 'a\n\t{{> b}}\n', b: 'b\n' });
parts('blocks in the partial', 'a\n  {{> p}}\nb', { l: [1, 2] }, { p: '{{#each l}}\n- {{this}}\n{{/each}}\n' });
parts('a block that prints nothing', 'a\n  {{> p}}\nb', {}, { p: '{{#if x}}\ny\n{{/if}}\n' });
parts('in each', '{{#each l}}\n  {{> p}}\n{{/each}}\n', { l: ['a', 'b'] }, { p: '{{this}}\n{{this}}\n' });
parts('in an indented block', 'x\n  {{#each l}}\n    {{> p}}\n  {{/each}}\ny', { l: ['a', 'b'] }, { p: '{{this}}\n' });
parts('text before: none', 'a {{> p}}\nb', {}, { p: 'P\nQ\n' });
parts('text after: none', 'a\n  {{> p}} b', {}, { p: 'P\nQ\n' });
parts('two on a line: none', 'a\n  {{> p}} {{> p}}\nb', {}, { p: 'P\nQ\n' });
parts('a mustache before: none', '{{x}}  {{> p}}\n', { x: 1 }, { p: 'P\nQ\n' });
parts('a comment before: none', '  {{! c }}{{> p}}\n', {}, { p: 'P\nQ\n' });
parts('with a context and a hash', '  {{> p o m="M"}}\n', { o: { n: 'N' } }, { p: '{{n}}\n{{m}}\n' });
parts('dynamic name', '  {{> (lookup . "name")}}\n', { name: 'p' }, { p: 'P\nQ\n' });
parts('partial blocks are not indented', 'a\n  {{#> p}}\n    d\n  {{/p}}\nb', {}, { p: 'P\n{{> @partial-block}}Q\n' });
parts('the default of a partial block is not indented', 'a\n  {{#> nope}}\n    d\n  {{/nope}}\nb', {}, {});
parts('@partial-block is indented', '{{#> p}}\nd\ne\n{{/p}}\n', {}, { p: '<\n  {{> @partial-block}}\n>\n' });
parts('@partial-block in an indented partial', '  {{> w}}\n', {}, { w: '{{#> p}}\nd\n{{/p}}\n', p: '<\n  {{> @partial-block}}\n>\n' });
parts('inline partials are indented', '{{#*inline "p"}}\nx\ny\n{{/inline}}\na\n  {{> p}}\nb', {}, {});
parts('recursion', '{{> node}}', { n: 1, kids: [{ n: 2, kids: [{ n: 3 }] }, { n: 4 }] }, { node: '{{n}}\n{{#each kids}}\n  {{> node}}\n{{/each}}\n' });
parts('tilde on the left takes the indent away', 'a\n  {{~> p}}\nb', {}, { p: 'P\nQ\n' });
parts('tilde on the right', 'a\n  {{> p~}}\n  b', {}, { p: 'P\nQ\n' });
parts('tilde of the tag before', '{{x~}}\n  {{> p}}\nb', { x: 1 }, { p: 'P\nQ\n' });
parts('no-break space is not indent', 'a\n\u00a0 {{> p}}\nb', {}, { p: 'P\nQ\n' });
parts('blank line before', 'a\n\n  {{> p}}\n\nb', {}, { p: 'P\n' });
parts('raw text and escapes in the partial', '  {{> p}}\n', { x: 1 }, { p: '\\{{x}}\n{{{{if x}}}}\n{{y}}\n{{{{/if}}}}\n' });
parts('triple in the partial', '  {{> p}}\n', { v: '<a>\n<b>' }, { p: '{{{v}}}\n' }, { escape: 'html' });
parts('two in a row', '  {{> p}}\n  {{> p}}\n', {}, { p: 'P\n' });
parts('two in a row without newlines', '  {{> p}}\n    {{> p}}\n', {}, { p: 'P' });
parts('the line separator does not split lines', '  {{> p}}\n', {}, { p: 'P\u2028Q\n' });
parts('in an else', '{{#if x}}\n{{else}}\n  {{> p}}\n{{/if}}\n', {}, { p: 'P\nQ\n' });
parts('first in a block on its line: none', '{{#if x}}  {{> p}}\n{{/if}}\n', { x: 1 }, { p: 'P\nQ\n' });

topic('partial blocks');
parts('the partial is there', '{{#> p}}default{{/p}}', {}, { p: 'P' });
parts('the partial is missing', '{{#> p}}default{{/p}}', {}, {});
parts('the partial is missing, the context', '{{#> p}}{{n}}{{/p}}', { n: 'N' }, {});
parts('the partial is missing, another context', '{{#> p o}}{{n}}{{../n}}{{/p}}', { n: 'out', o: { n: 'in' } }, {});
parts('the partial is missing, a hash', '{{#> p n="H"}}{{n}}{{/p}}', { n: 'N' }, {});
parts('empty default', '[{{#> p}}{{/p}}]', {}, {});
parts('@partial-block', '{{#> p}}B{{/p}}', {}, { p: '({{> @partial-block}})' });
parts('@partial-block twice', '{{#> p}}B{{/p}}', {}, { p: '({{> @partial-block}}{{> @partial-block}})' });
parts('@partial-block empty', '[{{#> p}}{{/p}}]', {}, { p: '({{> @partial-block}})' });
parts('@partial-block in each', '{{#> p}}<{{this}}>{{/p}}', { l: [1, 2] }, { p: '{{#each l}}{{> @partial-block}}{{/each}}' });
parts('@partial-block in each, data names', '{{#> p}}{{@index}}{{@last}} {{/p}}', { l: [1, 2] }, { p: '{{#each l}}{{> @partial-block}}{{/each}}' }, { escape: 'html' });
parts('@partial-block with a context', '{{#> p}}{{n}}{{/p}}', { n: 'out', o: { n: 'in' } }, { p: '{{> @partial-block o}}' });
parts('@partial-block with a hash', '{{#> p}}{{n}}{{h}}{{/p}}', { n: 'N' }, { p: '{{> @partial-block h="H"}}' });
parts('@partial-block with a context and a hash', '{{#> p}}{{n}}{{h}}{{/p}}', { o: { n: 'in' } }, { p: '{{> @partial-block o h="H"}}' });
parts('@partial-block sees the hash of the call', '{{#> p h="H"}}{{h}}{{/p}}', {}, { p: '{{> @partial-block}}' });
parts('@partial-block sees the context of the call', '{{#> p o}}{{n}}{{/p}}', { n: 'out', o: { n: 'in' } }, { p: '{{> @partial-block}}' });
parts('@partial-block: the parent is where it was written', '{{#> p o}}{{n}}{{../n}}{{/p}}', { n: 'out', o: { n: 'in' } }, { p: '{{> @partial-block}}' });
parts('@partial-block: the parent, written inside with', '{{#with a}}{{#> p ../o}}{{n}}{{../n}}{{../../n}}{{/p}}{{/with}}', { n: '0', a: { n: '1' }, o: { n: '2' } }, { p: '{{> @partial-block}}' });
parts('@partial-block: the parent, called in each', '{{#> p}}{{this}}{{../n}} {{/p}}', { n: 'N', l: ['a', 'b'] }, { p: '{{#each l}}{{> @partial-block}}{{/each}}' });
parts('@partial-block without a block', '{{> p}}', {}, { p: '({{> @partial-block}})' });
parts('@partial-block at the top', '{{> @partial-block}}', {}, {});
parts('@partial-block as a block with its own default', '{{> p}}', {}, { p: '({{#> @partial-block}}default{{/@partial-block}})' });
parts('@partial-block as a block, given', '{{#> p}}B{{/p}}', {}, { p: '({{#> @partial-block}}default{{/@partial-block}})' });
parts('@partial-block in if', '{{#> p}}B{{/p}}{{> p}}', {}, { p: '{{#if @partial-block}}({{> @partial-block}}){{else}}none{{/if}}' });
parts('nested: each has its own', '{{#> p}}a{{#> q}}b{{/q}}c{{/p}}', {}, { p: '({{> @partial-block}})', q: '[{{> @partial-block}}]' });
parts('nested: the same partial', '{{#> p}}a{{#> p}}b{{/p}}c{{/p}}', {}, { p: '({{> @partial-block}})' });
parts('nested: three times', '{{#> p}}1{{#> p}}2{{#> p}}3{{/p}}{{/p}}{{/p}}', {}, { p: '({{> @partial-block}})' });
parts('passed on by a partial', '{{#> a}}B{{/a}}', {}, { a: '<{{#> b}}{{> @partial-block}}{{/b}}>', b: '({{> @partial-block}})' });
parts('passed on twice', '{{#> a}}B{{/a}}', {}, { a: 'a{{#> b}}{{> @partial-block}}{{/b}}a', b: 'b{{#> c}}{{> @partial-block}}{{/c}}b', c: 'c{{> @partial-block}}c' });
parts('a plain partial inside sees the block around it', '{{#> a}}B{{/a}}', {}, { a: '<{{> b}}>', b: '({{> @partial-block}})' });
parts('the block itself does not see itself', '{{#> a}}x{{> @partial-block}}{{/a}}', {}, { a: '<{{> @partial-block}}>' });
parts('a plain partial in the block does not see it', '{{#> a}}x{{> b}}{{/a}}', {}, { a: '<{{> @partial-block}}>', b: '({{> @partial-block}})' });
parts('after a nested partial block the outer one is back', '{{#> a}}B{{/a}}', {}, { a: '{{#> b}}I{{/b}}{{> @partial-block}}', b: '({{> @partial-block}})' });
parts('block params inside', '{{#each l as |v|}}{{#> p}}{{v}}{{/p}}{{/each}}', { l: ['a', 'b'] }, { p: '({{> @partial-block}})' });
parts('block params inside, nested each in the partial', '{{#each l as |v|}}{{#> p}}{{v}}{{this}};{{/p}}{{/each}}', { l: ['a', 'b'], m: [1, 2] }, { p: '{{#each @root.m as |w|}}{{> @partial-block}}{{/each}}' });
parts('block params of the partial are not seen', '{{#> p}}[{{w}}]{{/p}}', { l: ['a'] }, { p: '{{#each l as |w|}}{{> @partial-block}}{{/each}}' });
parts('data names inside each', '{{#each l}}{{#> p}}{{@index}}{{/p}} {{/each}}', { l: ['a', 'b'] }, { p: '({{> @partial-block}})' });
parts('the block has a data frame of its own', '{{#each l}}{{#each this}}{{#> p}}{{@index}}/{{@../index}}/{{@../../index}}/{{@../../../index}} {{/p}}{{/each}}{{/each}}', { l: [['a'], ['b', 'c']] }, { p: '{{> @partial-block}}' });
parts('the partial has a data frame of its own', '{{#each l}}{{#each this}}{{#> p}}{{/p}}{{/each}}{{/each}}', { l: [['a'], ['b', 'c']] }, { p: '{{@index}}/{{@../index}}/{{@../../index}} ' });
parts('@root inside', '{{#with o}}{{#> p}}{{@root.n}}{{/p}}{{/with}}', { n: 'R', o: { n: 'o' } }, { p: '({{> @partial-block}})' });
parts('dynamic name', '{{#> (lookup . "name")}}B{{/lookup}}', { name: 'p' }, { p: '({{> @partial-block}})' });
parts('dynamic name closed by something else', '{{#> (lookup . "name")}}B{{/p}}', { name: 'p' }, { p: '({{> @partial-block}})' });
parts('quoted name', '{{#> "p q"}}B{{/"p q"}}', {}, { 'p q': '({{> @partial-block}})' });
parts('slashed name', '{{#> a/b}}B{{/a/b}}', {}, { 'a/b': '({{> @partial-block}})' });
parts('slashed name closed with a dot', '{{#> a/b}}B{{/a.b}}', {}, { 'a/b': 'x' });
parts('mismatch', '{{#> p}}B{{/q}}', {}, { p: 'P' });
parts('unclosed', '{{#> p}}B', {}, { p: 'P' });
parts('else is an error', '{{#> p}}a{{else}}b{{/p}}', {}, { p: 'P' });
parts('two arguments', '{{#> p a b}}x{{/p}}', {}, { p: 'P' });
parts('block params are an error', '{{#> p as |x|}}x{{/p}}', {}, { p: 'P' });
parts('white space in the tag', '{{#>   p   }}B{{/   p   }}', {}, { p: '({{> @partial-block}})' });
parts('white space before the sign is an error', '{{# > p}}B{{/p}}', {}, { p: 'P' });
parts('standalone, several lines', '<\n{{#> p}}\n  one\n  two\n{{/p}}\n>', {}, { p: '(\n{{> @partial-block}}\n)\n' });
parts('in a line', 'a {{#> p}} b {{/p}} c', {}, { p: '({{> @partial-block}})' });
parts('unknown partial in the default', '{{#> p}}{{> nope}}{{/p}}', {}, {});
parts('default of a default', '{{#> p}}{{#> q}}d{{/q}}{{/p}}', {}, {});
parts('the default is @partial-block of nothing', '{{#> p}}x{{> @partial-block}}{{/p}}', {}, {});
parts('if around the call of the block', '{{#> p}}B{{/p}}', { on: true }, { p: '{{#if on}}{{#with o}}x{{else}}{{> @partial-block}}{{/with}}{{/if}}' });
parts('a layout with a list', '{{#> layout title="T"}}{{#each l}}<li>{{this}}</li>{{/each}}{{/layout}}', { l: ['a', 'b'] }, { layout: '<h1>{{title}}</h1><ul>{{> @partial-block}}</ul>' });
parts('comments only', '{{#> p}}{{! c }}{{/p}}', {}, { p: '({{> @partial-block}})' });
parts('escaping', '{{#> p}}{{v}}{{{v}}}{{/p}}', { v: '<' }, { p: '{{> @partial-block}}' }, { escape: 'html' });

topic('inline');
add('basic', '{{#*inline "p"}}P{{/inline}}[{{> p}}]');
add('used before it is written', '[{{> p}}]{{#*inline "p"}}P{{/inline}}');
add('prints nothing where it is', 'a{{#*inline "p"}}P{{/inline}}b');
add('the last of one name counts, everywhere', '{{> p}}{{#*inline "p"}}1{{/inline}}{{> p}}{{#*inline "p"}}2{{/inline}}{{> p}}');
parts('comes before a registered partial', '{{#*inline "p"}}inline{{/inline}}{{> p}}', {}, { p: 'registered' });
add('sees the context of the call', '{{#*inline "p"}}{{n}}{{/inline}}{{#with o}}{{> p}}{{/with}}', { n: 'out', o: { n: 'in' } });
add('with a hash', '{{#*inline "p"}}{{n}}{{h}}{{/inline}}{{> p h="H"}}', { n: 'N' });
add('with a context', '{{#*inline "p"}}{{n}}{{/inline}}{{> p o}}', { o: { n: 'in' } });
add('the parent is nothing in one written at the top', '{{#*inline "p"}}{{n}}{{../n}}{{/inline}}{{#with o}}{{> p}}{{/with}}', { n: 'out', o: { n: 'in' } });
add('the parent, called on the same context', '{{#*inline "p"}}[{{n}}{{../n}}]{{/inline}}{{> p}}', { n: 'out' });
add('the parent is nothing, called in each', '{{#*inline "p"}}{{this}}{{../n}} {{/inline}}{{#each l}}{{> p}}{{/each}}', { n: 'N', l: ['a', 'b'] });
add('the parent is nothing, called two levels down', '{{#*inline "p"}}{{n}}<{{../n}}{{/inline}}{{#with a}}{{#with b}}{{> p}}{{/with}}{{/with}}', { n: '0', a: { n: '1', b: { n: '2' } } });
add('the parent, in each of an inline', '{{#*inline "p"}}{{#each l}}{{this}}{{../n}}{{../../n}} {{/each}}{{/inline}}{{#with o}}{{> p}}{{/with}}', { n: 'R', o: { n: 'O', l: [1] } });
add('inside a block it is seen there only', '{{#if x}}{{#*inline "p"}}P{{/inline}}{{> p}}{{/if}}', { x: 1 });
add('inside a block it is not seen outside', '{{#if x}}{{#*inline "p"}}P{{/inline}}{{/if}}{{> p}}', { x: 1 });
parts('inside a block it hides another there only', '{{> p}}{{#if x}}{{#*inline "p"}}inner{{/inline}}{{> p}}{{/if}}{{> p}}', { x: 1 }, { p: 'outer' });
add('inside a block it hides an inline one there only', '{{#*inline "p"}}outer{{/inline}}{{> p}}{{#if x}}{{#*inline "p"}}inner{{/inline}}{{> p}}{{/if}}{{> p}}', { x: 1 });
add('inside each', '{{#each l}}{{#*inline "p"}}<{{this}}>{{/inline}}{{> p}}{{/each}}', { l: ['a', 'b'] });
add('inside each, the parent', '{{#each l}}{{#*inline "p"}}<{{this}}{{../n}}>{{/inline}}{{> p}}{{/each}}', { l: ['a', 'b'], n: 'N' });
add('inside with, the parent', '{{#with o}}{{#*inline "p"}}{{n}}{{../n}}{{/inline}}{{> p}}{{/with}}', { n: 'out', o: { n: 'in' } });
add('seen in blocks inside', '{{#*inline "p"}}P{{/inline}}{{#each l}}{{#if this}}{{> p}}{{/if}}{{/each}}', { l: [1, 2] });
add('calls another', '{{#*inline "a"}}a{{> b}}{{/inline}}{{#*inline "b"}}b{{/inline}}{{> a}}');
add('inside another', '{{#*inline "a"}}a{{#*inline "b"}}b{{/inline}}{{> b}}{{/inline}}{{> a}}');
add('inside another it is not seen outside', '{{#*inline "a"}}a{{#*inline "b"}}b{{/inline}}{{/inline}}{{> a}}{{> b}}');
parts('seen in a partial called from there', '{{#*inline "slot"}}S{{/inline}}{{> p}}', {}, { p: '({{> slot}})' });
parts('seen in a partial of a partial', '{{#*inline "slot"}}S{{/inline}}{{> p}}', {}, { p: '({{> q}})', q: '[{{> slot}}]' });
parts('written in a partial it is not seen outside', '{{> p}}{{> slot}}', {}, { p: '{{#*inline "slot"}}S{{/inline}}({{> slot}})' });
parts('written in a partial it hides the one outside', '{{#*inline "slot"}}outer{{/inline}}{{> p}}{{> slot}}', {}, { p: '{{#*inline "slot"}}inner{{/inline}}({{> slot}})' });
parts('layout: one slot', '{{#> layout}}{{#*inline "body"}}B{{/inline}}{{/layout}}', {}, { layout: '<{{> body}}>' });
parts('layout: slots with defaults', '{{#> layout}}{{#*inline "a"}}A{{/inline}}{{/layout}}', {}, { layout: '{{#> a}}da{{/a}}{{#> b}}db{{/b}}' });
parts('layout: slots and the block', '{{#> layout}}rest{{#*inline "a"}}A{{/inline}}text{{/layout}}', {}, { layout: '<{{> a}}>{{> @partial-block}}' });
parts('layout: the page registers a partial of the same name', '{{#> layout}}{{#*inline "a"}}inline{{/inline}}{{/layout}}{{> a}}', {}, { layout: '{{> a}}', a: 'registered' });
parts('layout: white space', '{{#> layout}}\n  {{#*inline "head"}}\n  H\n  {{/inline}}\n  {{#*inline "body"}}\n  B\n  {{/inline}}\n{{/layout}}\n', {}, { layout: '<head>\n{{> head}}\n</head>\n<body>\n{{> body}}\n</body>\n' });
parts('layout: the context of the slot', '{{#> layout o}}{{#*inline "a"}}{{n}}{{../n}}{{/inline}}{{/layout}}', { n: 'out', o: { n: 'in' } }, { layout: '<{{> a}}>' });
parts('layout: the slot called in each', '{{#> layout}}{{#*inline "item"}}<{{this}}>{{/inline}}{{/layout}}', { l: [1, 2] }, { layout: '{{#each l}}{{> item}}{{/each}}' });
parts('layout: the slot called with a hash', '{{#> layout}}{{#*inline "item"}}<{{v}}>{{/inline}}{{/layout}}', {}, { layout: '{{> item v="V"}}' });
parts('layout of a layout', '{{#> outer}}{{#*inline "x"}}X{{/inline}}{{/outer}}', {}, { outer: '{{#> base}}{{#*inline "y"}}Y{{> x}}{{/inline}}{{/base}}', base: '[{{> y}}]' });
parts('layout of a layout: the inner default', '{{#> outer}}{{/outer}}', {}, { outer: '{{#> base}}{{#*inline "y"}}Y{{/inline}}{{/base}}', base: '[{{> y}}]' });
parts('layout of a layout: both name the slot', '{{#> outer}}{{#*inline "y"}}page{{/inline}}{{/outer}}', {}, { outer: '{{#> base}}{{#*inline "y"}}outer{{/inline}}{{/base}}', base: '[{{> y}}]' });
parts('layout: slots are gone after it', '{{#> layout}}{{#*inline "a"}}A{{/inline}}{{/layout}}{{> a}}', {}, { layout: '{{> a}}' });
parts('layout called twice', '{{#> layout}}{{#*inline "a"}}1{{/inline}}{{/layout}}{{#> layout}}{{#*inline "a"}}2{{/inline}}{{/layout}}', {}, { layout: '<{{> a}}>' });
parts('layout called twice, second without', '{{#> layout}}{{#*inline "a"}}1{{/inline}}{{/layout}}{{#> layout}}{{/layout}}', {}, { layout: '<{{#> a}}d{{/a}}>' });
parts('layout: slot with @partial-block', '{{#> layout}}B{{#*inline "a"}}({{> @partial-block}}){{/inline}}{{/layout}}', {}, { layout: '<{{> a}}>' });
parts('in a partial block, used in the block', '{{#> p}}{{#*inline "a"}}A{{/inline}}[{{> a}}]{{/p}}', {}, { p: '{{> @partial-block}}' });
parts('in a partial block that is missing', '{{#> nope}}{{#*inline "a"}}A{{/inline}}[{{> a}}]{{/nope}}', {}, {});
parts('inside a block in a partial block it is not a slot', '{{#> layout}}{{#if x}}{{#*inline "a"}}A{{/inline}}{{/if}}{{/layout}}', { x: 1 }, { layout: '<{{#> a}}d{{/a}}>' });
parts('recursion with an inline partial', '{{#*inline "node"}}({{n}}{{#each kids}}{{> node}}{{/each}}){{/inline}}{{> node}}', { n: 1, kids: [{ n: 2, kids: [{ n: 3 }] }] }, {});
add('a name without quotes is looked up, and nothing at the top', '{{#*inline p}}P{{/inline}}{{> undefined}}', { p: 'q' });
add('a number as a name', '{{#*inline 12}}P{{/inline}}{{> 12}}');
add('single quotes', "{{#*inline 'p'}}P{{/inline}}{{> p}}");
add('a name with spaces and slashes', '{{#*inline "a/b c"}}P{{/inline}}{{> "a/b c"}}{{> [a/b c]}}');
add('white space after the sign', '{{#* inline "p"}}P{{/inline}}{{> p}}');
add('white space before the sign is an error', '{{# *inline "p"}}P{{/inline}}{{> p}}');
add('else is an error', '{{#*inline "p"}}P{{else}}Q{{/inline}}');
add('mismatch', '{{#*inline "p"}}P{{/p}}');
add('unclosed', '{{#*inline "p"}}P');
add('as a mustache makes the partial unknown', '{{*inline "p"}}{{> p}}');
parts('as a mustache hides a registered partial', '{{*inline "p"}}{{> p}}', {}, { p: 'P' });
parts('as a mustache lets the default through', '{{*inline "p"}}{{#> p}}d{{/p}}', {}, { p: 'P' });
add('empty', '[{{#*inline "p"}}{{/inline}}{{> p}}]');
add('data names', '{{#*inline "p"}}{{@index}}{{@root.n}} {{/inline}}{{#each l}}{{> p}}{{/each}}', { n: 'N', l: ['a', 'b'] });
add('its own block params', '{{#*inline "p"}}{{#each l as |v i|}}{{i}}{{v}} {{/each}}{{/inline}}{{> p}}', { l: ['a', 'b'] });
add('block params of the place of the call are not seen', '{{#*inline "p"}}[{{v}}]{{/inline}}{{#each l as |v|}}{{> p}}{{/each}}', { l: ['a'] });
add('in an inverse', '{{#if x}}{{else}}{{#*inline "p"}}P{{/inline}}{{> p}}{{/if}}');
add('hoisted inside its block', '{{#if x}}{{> p}}{{#*inline "p"}}P{{/inline}}{{/if}}', { x: 1 });
add('standalone lines', 'a\n{{#*inline "p"}}\n  x\n  {{n}}\n{{/inline}}\n{{> p}}\nb\n', { n: 'N' });
add('indented calls', '{{#*inline "p"}}\nx\n{{/inline}}\n{{#each l}}\n  {{> p}}\n{{/each}}\n', { l: [1, 2] });
add('escaping', '{{#*inline "p"}}{{v}}{{{v}}}{{/inline}}{{> p}}', { v: '<' }, { escape: 'html' });
add('tilde inside', '{{#*inline "p"~}}  x  {{~/inline}}[{{> p}}]');
add('a partial block on an inline partial', '{{#*inline "p"}}({{> @partial-block}}){{/inline}}{{#> p}}B{{/p}}');
add('a partial block on an inline partial, the parent', '{{#*inline "p"}}({{> @partial-block o}}){{/inline}}{{#> p}}{{n}}{{../n}}{{/p}}', { n: 'out', o: { n: 'in' } });
parts('dynamic name', '{{#*inline "p"}}P{{/inline}}{{> (lookup . "name")}}', { name: 'p' }, {});
add('calls itself', '{{#*inline "p"}}{{n}}{{#if next}}{{> p next}}{{/if}}{{/inline}}{{> p}}', { n: 1, next: { n: 2, next: { n: 3 } } });
parts('slots given down a recursion', '{{#> tree}}{{#*inline "leaf"}}<{{n}}>{{/inline}}{{/tree}}', { n: 1, kids: [{ n: 2, kids: [{ n: 3 }] }, { n: 4 }] }, { tree: '{{> leaf}}{{#each kids}}({{> tree}}){{/each}}' });
parts('slots changed down a recursion are back right after it', '{{#*inline "s"}}page{{/inline}}{{> a}}', { go: true }, { a: '{{> s}}{{#if go}}{{#> a go=false}}{{#*inline "s"}}inner{{/inline}}{{/a}}{{> s}}{{/if}}' });
parts('slots changed in a partial of another name go back after it', '{{#*inline "s"}}page{{/inline}}{{> a}}', {}, { a: '{{> s}}{{#> b}}{{#*inline "s"}}inner{{/inline}}{{/b}}{{> s}}', b: '{{> s}}' });

// ------------------------------------------------------------------ strict mode
topic('strict');
strict('all there', '{{a}} {{b.c}} {{#if d}}x{{/if}}', { a: 1, b: { c: 2 }, d: true });
strict('missing', 'x {{a}}', {});
strict('missing on the third line', 'x\ny\n  {{a}}', {});
strict('null is there', '[{{a}}]', { a: null });
strict('false, zero and empty are there', '[{{a}}][{{b}}][{{c}}]', { a: false, b: 0, c: '' });
strict('missing in the middle', '{{a.b.c}}', { a: {} });
strict('missing at the end', '{{a.b.c}}', { a: { b: {} } });
strict('null in the middle', '{{a.b}}', { a: null });
strict('zero in the middle', '{{a.b}}', { a: 0 });
strict('in a list', '{{a.[3]}}', { a: [1, 2] });
strict('in a list, there', '{{a.[1]}} {{a.length}}', { a: [1, 2] });
strict('an empty list in the middle', '{{a.b}}', { a: [] });
strict('triple', '{{{a}}}', {});
strict('ampersand', '{{&a}}', {});
strict('in if the argument may be missing', '{{#if a}}x{{else}}y{{/if}}', {});
strict('in unless', '{{#unless a}}x{{/unless}}', {});
strict('in the body of if', '{{#if a}}{{b}}{{/if}}', { a: 1 });
strict('in a body that is not rendered', '{{#if a}}{{b}}{{/if}}ok', { a: 0 });
strict('in else', '{{#if a}}x{{else}}{{b}}{{/if}}', { a: 0 });
strict('in else if the argument may be missing', '{{#if a}}x{{else if b}}y{{else}}z{{/if}}', {});
strict('each over a missing value', '{{#each l}}x{{else}}none{{/each}}', {});
strict('in each', '{{#each l}}{{n}}{{/each}}', { l: [{ n: 1 }, { m: 2 }] });
strict('in each over null', '{{#each l}}{{n}}{{/each}}', { l: [null] });
strict('this in each over null', '[{{#each l}}{{this}}{{/each}}]', { l: [null, 1] });
strict('with a missing value', '{{#with o}}x{{else}}none{{/with}}', {});
strict('in with', '{{#with o}}{{n}}{{/with}}', { o: {} });
strict('the parent', '{{#with o}}{{../n}}{{/with}}', { o: { a: 1 } });
strict('the parent, there', '{{#with o}}{{../n}}{{/with}}', { o: { a: 1 }, n: 'N' });
strict('past the root', '{{../n}}', {});
strict('this', '{{this}} {{.}}', { a: 1 });
strict('this.name', '{{this.a}}', {});
strict('./name', '{{./a}}', {});
strict('lookup of a missing key', '[{{lookup o "a"}}]', { o: {} });
strict('lookup in a missing object', '[{{lookup o "a"}}]', {});
strict('lookup with a missing key argument', '[{{lookup o k}}]', { o: {} });
strict('a sub-expression with a missing argument', '{{#if (lookup o "a")}}x{{else}}y{{/if}}', {});
strict('a hash value that is missing', '[{{> p v=a}}]', {}, { partials: { p: '{{v}}' } });
strict('a hash value with a missing end', '[{{> p v=a.b}}]', { a: {} }, { partials: { p: '{{v}}' } });
strict('the context of a partial is missing', '[{{> p o}}]', {}, { partials: { p: 'x' } });
strict('in a partial', '{{> p}}', {}, { partials: { p: 'a\n {{b}}' } });
strict('in a partial block', '{{#> p}}{{b}}{{/p}}', {}, { partials: { p: '{{> @partial-block}}' } });
strict('in an inline partial', '{{#*inline "p"}}{{b}}{{/inline}}{{> p}}', {});
strict('unknown partial', '{{> nope}}', {});
strict('partial block without the partial', '{{#> nope}}d{{/nope}}', {});
strict('data name', '{{@index}}', {});
strict('data name in each', '{{#each l}}{{@index}}{{@key}} {{/each}}', { l: ['a', 'b'] }, { escape: 'html' });
strict('unknown data name', '{{@nope}}', {});
strict('unknown data name in if', '{{#if @nope}}x{{else}}y{{/if}}', {});
strict('@root', '{{@root.a}}', { a: 1 });
strict('@root, missing', '{{@root.a}}', {});
strict('@root, missing, deeper', '{{@root.a.b}}', { a: {} });
strict('data name of the parent', '{{#each l}}{{@../index}}{{/each}}', { l: ['a'] });
strict('data name of the parent, there', '{{#each l}}{{#each this}}{{@../index}}{{/each}}{{/each}}', { l: [['a'], ['b']] }, { escape: 'html' });
strict('section', '{{#s}}x{{/s}}', {});
strict('section, dotted', '{{#s.t}}x{{/s.t}}', { s: {} });
strict('section, there', '{{#s}}x{{else}}y{{/s}}', { s: false });
strict('inverse section', '{{^s}}x{{/s}}', {});
strict('section over a list', '{{#l}}{{n}}{{/l}}', { l: [{ n: 1 }, {}] });
strict('unknown helper with an argument', '{{nope a}}', { a: 1 });
strict('unknown helper with a hash', '{{nope a=1}}', {});
strict('unknown block helper', '{{#nope a}}x{{/nope}}', { a: 1 });
strict('unknown helper in a sub-expression', '{{#if (nope a)}}x{{/if}}', { a: 1 });
strict('unknown helper without arguments in a sub-expression', '{{#if (nope)}}x{{/if}}', {});
strict('literal name', '{{"a b"}}', {});
strict('literal name, there', '{{"a b"}} {{12}}', { 'a b': 1, 12: 2 });
strict('number name', '{{12}}', {});
strict('segment literal', '{{[a b]}}', {});
strict('escaped text is not looked up', '\\{{a}} {{! b }}{{{{if x}}}}{{c}}{{{{/if}}}}', { x: 1 });
strict('root is a list', '{{a}}', [1]);
strict('root is null', '{{a}}', null);
strict('root is an empty text', '{{a}}', '');
strict('root is zero', '{{a}}', 0);
strict('a built-in helper without arguments', '{{if}}', {});
strict('log of a missing value', '[{{log a}}]', {});
strict('html', '{{a}}', {}, { escape: 'html' });
strict('of two, the first', '{{a}}{{b}}', {});
strict('the place of an earlier equal block is named', '{{#if x}}{{a}}{{/if}}\n{{#if y}}{{a}}{{/if}}', { y: 1 });
strict('an own key __proto__', '{{__proto__}}', json('{"__proto__":1}'));
strict('white space in the tag does not move the place', 'ab {{   a   }}', {});
strict('a tag over two lines', '{{#with\n o}}{{\n n}}{{/with}}', { o: {} });

topic('strict 4.7.7');
// A defect of 4.7.7 (handlebars.js issues 1459 and 1820, mended by pull request 1855, in 4.7.8): in strict mode
// it looks for the name of a block param inside of the block param. Told apart so that one may leave them out.
strict('a block param prints nothing', '[{{#each l as |v|}}{{v}}{{/each}}]', { l: ['a', 'b'] });
strict('a block param that has a key of its own name', '{{#each l as |v|}}{{v}}{{/each}}', { l: [{ v: 'inner' }] });
strict('a block param with a path that has a key of its own name', '{{#each l as |v|}}{{v.n}}{{/each}}', { l: [{ n: 'item', v: { n: 'inner' } }] });
strict('an index as a block param', '[{{#each l as |v i|}}{{i}}{{/each}}]', { l: ['a', 'b'] });
strict('a block param in if', '{{#each l as |v|}}{{#if v}}x{{else}}y{{/if}}{{/each}}', { l: ['a', 'b'] });

// ------------------------------------------------------------------ errors
topic('errors');
for (const [name, template] of Object.entries({
  'unclosed mustache': 'a {{foo',
  'unclosed mustache with a space': 'a {{foo ',
  'half closed mustache': 'a {{foo} b',
  'closed after a space between the braces': 'a {{foo} } b',
  'only two opening braces': '{{',
  'only three opening braces': '{{{',
  'only four opening braces': '{{{{',
  'empty mustache': '{{}}',
  'empty mustache with a space': '{{ }}',
  'empty triple': '{{{}}}',
  'empty block': '{{#}}{{/}}',
  'empty partial': '{{>}}',
  'empty close': '{{#if a}}{{/}}',
  'an ampersand after the name': '{{foo &}}',
  'an ampersand in the name': '{{foo&}}',
  'an exclamation mark after the name': '{{foo!}}',
  'a hash sign in the name': '{{foo#bar}}',
  'a percent sign': '{{%foo}}',
  'a semicolon': '{{foo;}}',
  'a comma': '{{foo,}}',
  'a plus sign': '{{foo+bar}}',
  'an at sign alone': '{{@}}',
  'an at sign in the name': '{{foo@bar}}',
  'two at signs': '{{@@foo}}',
  'a number after an at sign': '{{@12}}',
  'a backquote': '{{`foo`}}',
  'a caret in the name': '{{foo^}}',
  'a bar': '{{foo | bar}}',
  'an equals sign alone': '{{foo =}}',
  'a greater-than sign in the name': '{{foo>}}',
  'a less-than sign in the name': '{{foo<}}',
  'braces inside': '{{foo{bar}}',
  'braces opening inside': '{{foo {{bar}}',
  'triple closed with two': '{{{foo}}',
  'triple closed with four': '{{{foo}}}}',
  'two closed with three': '{{foo}}}',
  'unclosed bracket': '{{[foo}}',
  'a bracket that was not opened': '{{foo]}}',
  'brackets touching': '{{[foo][bar]}}',
  'a name touching a bracket': '{{foo[0]}}',
  'a name after brackets': '{{[foo]bar}}',
  'unclosed text': '{{#if "foo}}x{{/if}}',
  'unclosed text, single': "{{#if 'foo}}x{{/if}}",
  'a text closed by the other quote': '{{#if "foo\'}}x{{/if}}',
  'unclosed block': '{{#if a}}x',
  'unclosed block, nested': '{{#if a}}{{#if b}}x{{/if}}',
  'unclosed block on the third line': 'a\nb\n{{#if a}}x',
  'unclosed section': '{{#a}}x',
  'unclosed inverse': '{{^a}}x',
  'unclosed with else': '{{#if a}}x{{else}}y',
  'close without open': 'x{{/if}}',
  'close without open after a block': '{{#if a}}{{/if}}{{/if}}',
  'mismatch': '{{#if a}}x{{/unless}}',
  'mismatch, sections': '{{#a}}x{{/b}}',
  'mismatch on the second line': 'x\n  {{#a}}x{{/b}}',
  'mismatch, crossed': '{{#a}}{{#b}}{{/a}}{{/b}}',
  'mismatch of inverse': '{{^a}}x{{/b}}',
  'mismatch after else': '{{#a}}x{{else}}y{{/b}}',
  'mismatch after else if': '{{#if a}}x{{else if b}}y{{/unless}}',
  'mismatch in a section that is never rendered': 'ok{{#if n}}{{#a}}{{/b}}{{/if}}',
  'a close with an argument': '{{#if a}}x{{/if a}}',
  'else outside': 'a{{else}}b',
  'else if outside': 'a{{else if x}}b',
  'caret outside': 'a{{^}}b',
  'else with a dot': '{{#if a}}x{{else.b}}y{{/if}}',
  'else with an equals sign': '{{#if a}}x{{else=1}}y{{/if}}',
  'else as a value is a name': '{{#if else}}x{{/if}}',
  'white space before the hash': '{{ #if a}}x{{/if}}',
  'white space before the slash': '{{#if a}}x{{ /if}}',
  'white space before the caret': '{{#if a}}x{{ ^}}y{{/if}}',
  'white space before the caret section': '{{ ^a}}x{{/a}}',
  'white space before the ampersand': '{{ &a}}',
  'white space before the inner brace': '{{ {a}}}',
  'if without an argument': '{{#if}}x{{/if}}',
  'if with two': '{{#if a b}}x{{/if}}',
  'if with only a hash': '{{#if a=1}}x{{/if}}',
  'unless without an argument': '{{#unless}}x{{/unless}}',
  'unless with two': '{{#unless a b}}x{{/unless}}',
  'with without an argument': '{{#with}}x{{/with}}',
  'with with two': '{{#with a b}}x{{/with}}',
  'each without an argument': '{{#each}}x{{/each}}',
  'if inline without an argument': '{{if}}',
  'if inline with two': '{{if a b}}',
  'unless inline without an argument': '{{unless}}',
  'with inline without an argument': '{{with}}',
  'unknown helper': '{{foo bar}}',
  'unknown helper with a text': 'x {{foo "bar"}}',
  'unknown helper with a literal': '{{foo 1}}',
  'unknown block helper': '{{#foo bar}}x{{/foo}}',
  'unknown inverse block helper': '{{^foo bar}}x{{/foo}}',
  'unknown helper with a path': '{{foo.bar baz}}',
  'unknown helper with this': '{{this.foo bar}}',
  'unknown helper with ./': '{{./foo bar}}',
  'unknown helper with @': '{{@foo bar}}',
  'unknown helper, quoted': '{{"foo" bar}}',
  'unknown helper, bracketed': '{{[foo bar] baz}}',
  'unknown helper in else': '{{#if a}}{{else foo b}}x{{/if}}',
  'unknown helper that is a number': '{{12 foo}}',
  'unknown partial': '{{> foo}}',
  'unknown partial with a path': '{{> foo/bar}}',
  'unknown partial, quoted': '{{> "foo bar"}}',
  'two contexts for a partial': '{{> foo a b}}',
  'three contexts for a partial': 'x\n {{> foo a b c}}',
  'block params without a block': '{{foo as |a|}}',
  'block params that are empty': '{{#each a as ||}}x{{/each}}',
  'block params unclosed': '{{#each a as |x}}y{{/each}}',
  'block params with a path': '{{#each a as |x.y|}}z{{/each}}',
  'block params with a text': '{{#each a as |"x"|}}z{{/each}}',
  'block params with a comma': '{{#each a as |x, y|}}z{{/each}}',
  'block params twice': '{{#each a as |x| as |y|}}z{{/each}}',
  'block params before the argument': '{{#each as |x| a}}z{{/each}}',
  'as without bars': '{{#each a as x}}z{{/each}}',
  'a partial sign in the middle': '{{foo > bar}}',
  'unterminated comment': 'a {{! foo',
  'unterminated long comment': 'a {{!-- foo }} --',
  'unterminated sub-expression': '{{foo (bar}}',
  'a parenthesis that was not opened': '{{foo bar)}}',
  'sub-expression as a hash key': '{{foo (bar)=1}}',
  'sub-expression alone': '{{(foo)}}',
  'a path with two slashes': '{{a//b}}',
  'a path that ends in a slash': '{{a/}}',
  'a path that begins with a slash': '{{/a}}',
  'a tilde in the name': '{{fo~o}}',
  'two tildes': '{{~~a}}',
  'a NUL in the text': 'a\u0000b{{c}}',
  'a NUL in the text without tags': 'a\u0000b',
  'a NUL in a tag is part of a name': '{{a\u0000}}',
  'raw block unclosed': '{{{{foo}}}} x',
  'raw block half closed': '{{{{foo}}}} x {{{{/foo}}',
  'raw block closed with the wrong name': '{{{{foo}}}} x {{{{/bar}}}}',
  'raw block never opened right': '{{{{foo}} x {{{{/foo}}}}',
  'raw block without a name': '{{{{}}}}',
  'five braces': '{{{{{foo}}}}}',
  'inline with an else': '{{#*inline "a"}}b{{else}}c{{/inline}}',
  'a star in a mustache name': '{{foo*}}',
  'error on a later line': 'line one\nline two\n{{#if}}line three{{/if}}',
  'error after CRLF lines': 'one\r\ntwo\r\n{{foo&}}',
  'error after lone carriage returns': 'one\rtwo\r{{foo&}}',
  'error after a long line': `${'x'.repeat(200)}{{foo&}}`,
  'error inside a tag over lines': '{{foo\n\n &}}',
  'two errors, the first counts': '{{foo&}} {{bar',
  'a parse error before a render error': '{{> nope}}{{foo',
  'a mismatch before a parse error': '{{#a}}{{/b}}{{foo',
  'an invalid path before a parse error': '{{a/../b}}{{foo',
  'a bad partial before a missing helper': '{{foo bar}}{{> p a b}}',
})) {
  add(name, template, {});
}
add('an argument for if that is there, another too many', '{{#if a b}}x{{/if}}', { a: 1, b: 2 });
add('text is rendered before an error, and lost', 'before {{> nope}}', {});
parts('in a partial: unknown partial', '{{> p}}', {}, { p: '{{> q}}' });
parts('in a partial: unknown helper', '{{> p}}', { a: 1 }, { p: '{{foo a}}' });
parts('in a partial: mismatch', 'x\n{{> p}}', {}, { p: 'y\n\n{{#a}}{{/b}}' });
parts('in a partial: invalid path', '{{> p}}', {}, { p: '{{a/../b}}' });
parts('in a partial: two contexts', '{{> p}}', {}, { p: '{{> p a b}}' });

// ------------------------------------------------------------------ unicode and size
topic('unicode');
add('keys', '{{\u00fcber}} {{\u043a\u043b\u044e\u0447}} {{\u540d\u524d}} {{\u{1F600}}}', { '\u00fcber': 1, '\u043a\u043b\u044e\u0447': 2, '\u540d\u524d': 3, '\u{1F600}': 4 });
add('text', '\u00e4 \u0436 \u65e5\u672c\u8a9e \u{1F468}\u200d\u{1F469}\u200d\u{1F467} {{a}} \u0915\u094d\u0937', { a: '\u{1F1E9}\u{1F1EA}' });
add('composed and decomposed keys are two', '{{\u00e9}} {{e\u0301}}', json('{"\\u00e9":"composed","e\\u0301":"decomposed"}'));
add('composed and decomposed keys: only one is there', '[{{e\u0301}}]', { '\u00e9': 'composed' });
add('composed and decomposed keys in each', '{{#each o}}{{@key}}={{this}};{{/each}}', json('{"o":{"\\u00e9":1,"e\\u0301":2,"\\u212b":3,"\\u00c5":4}}'));
add('composed and decomposed close a block', '{{#\u00e9}}x{{/e\u0301}}', { '\u00e9': true });
parts('composed and decomposed partial names', '{{> \u00e9}}{{> e\u0301}}', {}, { '\u00e9': 'composed', 'e\u0301': 'decomposed' });
add('composed and decomposed block params', '{{#each l as |\u00e9|}}[{{e\u0301}}][{{\u00e9}}]{{/each}}', { l: ['x'] });
add('a mark after a tag', '{{a}}\u0301 {{a}}\u20dd', { a: 'e' });
add('a mark before a tag', 'x\u0301{{a}}', { a: 'e' });
add('a mark after a brace of the text', '{\u0301{{a}}}\u0301', { a: 'e' });
add('braces with a mark between are not a tag', '{\u0301{a}} x', { a: 'e' });
add('a mark after the closing braces of a block', '{{#if a}}\u0301x{{/if}}\u0301', { a: 1 });
add('a joiner after a tag', '{{a}}\u200d{{b}}', { a: '\u{1F468}', b: '\u{1F469}' });
add('a variation selector after a tag', '{{a}}\ufe0f', { a: '\u2764' });
add('a mark at the start of a text', '{{lookup o "\u0301a"}}', { o: { '\u0301a': 'x' } });
add('a mark at the start of a text, single quotes', "{{lookup o '\u0301'}}", { o: { '\u0301': 'x' } });
add('a mark at the end of a bracket', '{{[a]\u0301}}', {});
add('a mark at the start of a segment literal', '{{[\u0301a]}}', { '\u0301a': 'x' });
add('a mark at the end of a name', '{{a\u0301}}', { 'a\u0301': 'x' });
add('a name that is a mark', '{{\u0301}}', { '\u0301': 'x' });
add('a mark after the hash sign', '{{#\u0301a}}x{{/\u0301a}}', { '\u0301a': true });
add('a mark after a dot', '{{a.\u0301b}}', { a: { '\u0301b': 'x' } });
add('a mark after the at sign', '[{{@\u0301a}}]', {});
add('a mark after a newline in a standalone line', 'a\n\u0301{{#if x}}\nb\n{{/if}}\n', { x: 1 });
add('a mark after the spaces before a tag', 'a\n  \u0301{{#if x}}\nb\n{{/if}}\n', { x: 1 });
add('a mark after a carriage return', 'a\r\u0301\n{{#if x}}\r\n\u0301b\r\n{{/if}}', { x: 1 });
add('a mark after a backslash is not an escape', '\\\u0301{{a}}', { a: 1 });
add('a mark after an escape', '\\{{a}}\u0301 {{a}}', { a: 1 });
add('a comment with marks', 'a{{!\u0301 x \u0301}}b{{!--\u0301 x --\u0301}} --}}c', {});
add('a comment closed after a mark', 'a{{!-- x -\u0301-}}b --}}c', {});
parts('a mark at the start of a line of a partial', '  {{> p}}\n', {}, { p: 'a\n\u0301b\n' });
add('no-break space is white space in a tag', '{{\u00a0a\u00a0}} {{lookup\u00a0o\u3000"k"}}', { a: 1, o: { k: 'v' } });
add('byte order mark is white space in a tag', '{{\ufeffa}}', { a: 1 });
add('byte order mark at the start stays', '\ufeff{{a}}', { a: 1 });
add('byte order mark before a standalone block', '\ufeff{{#if a}}\nx\n{{/if}}\n', { a: 1 });
add('zero width space is part of a name', '[{{a\u200b}}]', { 'a\u200b': 'x', a: 'y' });
add('Mongolian vowel separator is part of a name', '[{{a\u180e}}]', { 'a\u180e': 'x' });
add('next line (U+0085) is part of a name', '[{{a\u0085}}]', { 'a\u0085': 'x' });
add('line separator is white space in a tag', '{{lookup\u2028o\u2029"k"}}', { o: { k: 'v' } });
add('dashes and quotes beyond ASCII are part of a name', '{{a\u2013b}} {{\u201ca\u201d}} {{a\u00b7b}}', { 'a\u2013b': 1, '\u201ca\u201d': 2, 'a\u00b7b': 3 });
add('a line separator in a segment literal keeps its brackets', '[{{[a\u2028b]}}]', { 'a\u2028b': 'no', '[a\u2028b]': 'yes' });
add('a carriage return in a segment literal keeps its brackets', '[{{[a\rb]}}]', { 'a\rb': 'no', '[a\rb]': 'yes' });
add('full width braces are text', '\uff5b\uff5ba\uff5d\uff5d', { a: 1 });
add('upper and lower case of other scripts are two keys', '{{\u0416}}{{\u0436}}', { '\u0416': 'a', '\u0436': 'b' });
add('values with every kind of newline', '{{a}}', { a: '1\n2\r\n3\r4\u20285\u0085' });
add('control characters', '{{a}}\u0001', { a: '\u0000\u001f\u007f' });
html('escaping leaves other scripts', '{{a}}', { a: '\u00e4\u65e5\u{1F600}<' });
add('digits of other scripts are names', '{{\u0661}} {{lookup l \u0661}}', { '\u0661': 1, l: ['x', 'y'] });
add('the sharp s in else', '{{#if a}}1{{else\u00df}}2{{/if}}', { a: 0, '\u00df': true });
add('a letter after else that is not ASCII ends it', '{{#if a}}1{{else\u00e9}}2{{/if}}', { '\u00e9': true });
add('a letter before this that is not ASCII', '{{#each l as |x\u00e9this|}}[{{x\u00e9this}}]{{/each}}', { l: ['v'] });
add('a letter after this that is not ASCII ends it', '{{#each l as |this\u00e9|}}[{{this\u00e9}}]{{/each}}', { l: ['v'] });

topic('size');
const nest = (n, open, body, close) => open.repeat(n) + body + close.repeat(n);
const chain = (n) => JSON.parse('{"a":'.repeat(n) + '"end"' + '}'.repeat(n));
add('20 nested ifs', nest(20, '{{#if x}}', 'deep', '{{/if}}'), { x: 1 });
add('20 nested withs', nest(20, '{{#with a}}', '{{this}}', '{{/with}}'), chain(20));
add('20 nested withs and the root by parents', nest(20, '{{#with a}}', `{{#with ${'../'.repeat(19)}..}}{{n}}{{/with}}`, '{{/with}}'), { n: 'N', ...chain(20) });
add('20 levels of path', `{{${Array(20).fill('a').join('.')}}}`, chain(20));
add('20 nested eaches', nest(20, '{{#each this}}', '{{this}}', '{{/each}}'), JSON.parse('['.repeat(20) + '"x","y"' + ']'.repeat(20)));
add('20 nested sections', nest(20, '{{#a}}', '{{this}}', '{{/a}}'), chain(20));
add('20 nested lookups', `{{${nest(20, '(lookup ', '.', ' "a")').slice(1, -1)}}}`, chain(20));
add('20 else ifs', `{{#if x0}}0${Array.from({ length: 20 }, (_, i) => `{{else if x${i + 1}}}${i + 1}`).join('')}{{/if}}`, { x20: 1 });
add('20 nested else branches', `${Array.from({ length: 20 }, (_, i) => `{{#if x${i}}}${i}{{else}}`).join('')}end${'{{/if}}'.repeat(20)}`, {});
parts('20 partials', '{{> p0}}', {}, Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i}`, i === 19 ? 'end' : `${i}({{> p${i + 1}}})`])));
parts('20 indents', '{{> p0}}\n', {}, Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i}`, i === 19 ? 'end\n' : `${i}\n {{> p${i + 1}}}\n`])));
parts('20 partial blocks', nest(20, '{{#> p}}', 'x', '{{/p}}'), {}, { p: '({{> @partial-block}})' });
add('a long line', `${'word '.repeat(300)}{{a}}${' word'.repeat(300)}`, { a: 'X' });
add('many mustaches', '{{a}} '.repeat(200), { a: 'X' });
add('many blank lines', `a${'\n'.repeat(100)}{{#if x}}\nb\n{{/if}}\n${'\n'.repeat(100)}c`, { x: 1 });
add('a long name', `{{${'n'.repeat(300)}}}`, { ['n'.repeat(300)]: 'X' });
add('a long comment', `a{{!-- ${'- }} '.repeat(100)} --}}b`, {});
add('many backslashes', `${'\\'.repeat(9)}{{a}} ${'\\'.repeat(10)}{{a}}`, { a: 'X' });
add('many block params', '{{#each l as |a b c d e f|}}{{a}}{{b}}[{{c}}{{d}}{{e}}{{f}}]{{/each}}', { l: ['x'] });

// ------------------------------------------------------------------ whole documents
topic('documents');
add('a list with separators', '{{#each people}}{{name}}{{#unless @last}}, {{/unless}}{{/each}}.', { people: [{ name: 'Ada' }, { name: 'Grace' }, { name: 'Edith' }] });
add('a table', '| name | age |\n|------|-----|\n{{#each rows}}\n| {{name}} | {{#if age}}{{age}}{{else}}-{{/if}} |\n{{/each}}\n', { rows: [{ name: 'Ada', age: 36 }, { name: 'Bo' }, { name: 'Cy', age: 0 }] });
add('a configuration file', '[server]\n{{#each settings}}\n{{@key}} = {{this}}\n{{/each}}\n{{#if debug}}\n\n[debug]\nlevel = {{debug.level}}\n{{/if}}\n', { settings: { host: 'localhost', port: 8080, tls: false }, debug: { level: 3 } });
add('a Swift type', 'struct {{name}} {\n    {{#each fields}}\n    let {{name}}: {{type}}{{#if optional}}?{{/if}}\n    {{/each}}\n\n    {{#if methods}}\n    {{#each methods}}\n    func {{this}}() {}\n    {{/each}}\n    {{else}}\n    // no methods\n    {{/if}}\n}\n', { name: 'User', fields: [{ name: 'id', type: 'Int' }, { name: 'mail', type: 'String', optional: true }], methods: [] });
add('a Swift type with methods', 'struct {{name}} {\n    {{#each fields}}\n    let {{name}}: {{type}}\n    {{/each}}\n    {{#if methods}}\n\n    {{#each methods}}\n    func {{this}}() {}\n    {{/each}}\n    {{/if}}\n}\n', { name: 'User', fields: [{ name: 'id', type: 'Int' }], methods: ['save', 'load'] });
html('a web page', '<!doctype html>\n<title>{{title}}</title>\n{{#if items}}\n<ul>\n  {{#each items}}\n  <li class="{{kind}}">{{{markup}}}</li>\n  {{/each}}\n</ul>\n{{else}}\n<p>Nothing.</p>\n{{/if}}\n', { title: 'A & B', items: [{ kind: '"x"', markup: '<b>one</b>' }, { kind: 'y', markup: 'two' }] });
parts('a page with a layout', '{{#> layout title=name}}\n{{#*inline "nav"}}\n<a href="/">home</a>\n{{/inline}}\n<p>{{text}}</p>\n{{/layout}}\n', { name: 'Home', text: 'Hello' }, { layout: '<html>\n  <h1>{{title}}</h1>\n  {{#> nav}}\n  <!-- no nav -->\n  {{/nav}}\n  <main>\n    {{> @partial-block}}\n  </main>\n</html>\n' });
parts('a menu', '<nav>\n  {{> menu items=menu}}\n</nav>\n', { menu: [{ t: 'a' }, { t: 'b', items: [{ t: 'c', items: [{ t: 'd' }] }] }] }, { menu: '<ul>\n{{#each items}}\n  <li>{{t}}\n  {{#if items}}\n    {{> menu}}\n  {{/if}}\n  </li>\n{{/each}}\n</ul>\n' });
add('a letter with conditions in lines', 'Dear {{#if title}}{{title}} {{/if}}{{name}},\n\n{{#if paid}}\nThank you.\n{{else if late}}\nPlease pay at once.\n{{else}}\nPlease pay {{amount}}.\n{{/if}}\n\nYours\n', { name: 'Ada', amount: 12.5 });
add('a letter, the second branch', 'Dear {{#if title}}{{title}} {{/if}}{{name}},\n\n{{#if paid}}\nThank you.\n{{else if late}}\nPlease pay at once.\n{{else}}\nPlease pay {{amount}}.\n{{/if}}\n\nYours\n', { title: 'Dr.', name: 'Bo', late: true });
add('a template that writes templates', '{{#each names}}\n\\{{#if on}}{{this}}: \\{{name}}\\{{/if}}\n{{/each}}\n', { names: ['a'] });
add('a template that writes templates with raw blocks', '{{{{if on}}}}\n{{#each items}}\n  {{name}}\n{{/each}}\n{{{{/if}}}}\n', { on: true });
add('JSON', '{ "name": "{{name}}", "list": [{{#each l}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}], "o": { "x": {{o.x}} } }', { name: 'N', l: [1, 2], o: { x: 1 } });
add('shell', 'for f in *; do echo "${f}" \\\n  {{x}}; done', { x: 1 });
add('LaTeX', '\\section{ {{title}} } \\textbf{ {{{b}}} }', { title: 'T', b: 'B' });

// ------------------------------------------------------------------ Strata's helpers
topic('helper eq');
help('equal texts', '{{eq a b}}', { a: 'x', b: 'x' });
help('different texts', '{{eq a b}}', { a: 'x', b: 'y' });
help('number and text', '{{eq 1 "1"}} {{eq a 1}}', { a: '1' });
help('1 and 1.0', '{{eq a 1}} {{eq a 1.0}}', json('{"a":1.0}'));
help('zero and minus zero', '{{eq a 0}}', json('{"a":-0}'));
help('true and 1', '{{eq true 1}} {{eq true true}} {{eq a true}}', { a: true });
help('null and missing', '{{eq a null}} {{eq b null}} {{eq b undefined}} {{eq a b}}', { a: null });
help('empty text and false', '{{eq "" false}} {{eq "" 0}} {{eq "" null}}', {});
help('any of several', '{{eq a 1 2 3}} {{eq a 1 2}}', { a: 3 });
help('composed and decomposed texts', '{{eq a b}}', { a: '\u00e9', b: 'e\u0301' });
help('case', '{{eq "a" "A"}}', {});
help('in if', '{{#if (eq a "x")}}yes{{else}}no{{/if}}', { a: 'x' });
help('in else if', '{{#if (eq a "x")}}1{{else if (eq a "y")}}2{{else}}3{{/if}}', { a: 'y' });
help('in unless', '{{#unless (eq a "x")}}yes{{/unless}}', { a: 'y' });
help('in each', '{{#each l}}{{#if (eq this "b")}}[{{this}}]{{else}}{{this}}{{/if}}{{/each}}', { l: ['a', 'b', 'c'] });
help('with an index', '{{#each l}}{{#if (eq @index 1)}}[{{this}}]{{/if}}{{/each}}', { l: ['a', 'b', 'c'] });
help('with a parent', '{{#each l}}{{#if (eq this ../k)}}[{{this}}]{{/if}}{{/each}}', { l: ['a', 'b', 'c'], k: 'c' });
help('with block params', '{{#each l as |v i|}}{{#if (eq v i)}}{{v}}{{/if}}{{/each}}', { l: [5, 1, 7] });
help('as a block prints the answer', '{{#eq a b}}yes{{else}}no{{/eq}}', { a: 1, b: 1 });
help('as a block prints the answer, false', '{{#eq a b}}yes{{else}}no{{/eq}}', { a: 1, b: 2 });
help('as an inverse block prints the answer', '{{^eq a b}}yes{{/eq}}', { a: 1, b: 2 });
help('in else of a block prints the answer', '{{#if z}}1{{else eq a b}}2{{/if}}', { a: 1, b: 1 });
help('in a hash', '{{> p on=(eq a 1)}}', { a: 1 }, { partials: { p: '{{#if on}}on{{else}}off{{/if}}' } });
help('lists: the same one', '{{eq l l}} {{eq l @root.l}}', { l: [1] });
help('lists: equal ones', '{{eq l m}}', { l: [1], m: [1] });
help('objects: equal ones', '{{eq l m}}', { l: { a: 1 }, m: { a: 1 } });
help('more than one answer on a line', '{{eq 1 1}} {{eq 1 2}}', {});
help('answers that meet are added', '{{eq 1 1}}{{eq 1 1}}', {});

topic('helper ne');
help('basic', '{{ne 1 2}} {{ne 1 1}} {{ne "1" 1}}', {});
help('none of several', '{{ne a 1 2}} {{ne a 1 3}}', { a: 3 });
help('missing and null', '{{ne a null}} {{ne a undefined}}', {});
help('in if', '{{#if (ne a "x")}}yes{{else}}no{{/if}}', { a: 'y' });

topic('helper comparisons');
help('numbers', '{{lt 1 2}} {{lte 2 2}} {{gt 1 2}} {{gte 2 2}}', {});
help('fractions and signs', '{{lt -1 0}} {{lt 0.1 0.2}} {{gt -2 -1}} {{gte 1.0 1}}', {});
help('numeric texts', '{{lt "9" "10"}} {{gt "9" 10}} {{lte "1.50" 1.5}} {{gte "1e3" 1000}}', {});
help('texts', '{{lt "a" "b"}} {{gt "a" "B"}} {{lt "10" "9a"}} {{lte "a" "a"}}', {});
help('a text and a number', '{{lt "abc" 5}} {{gt "abc" 5}}', {});
help('empty texts', '{{lt "" "a"}} {{lte "" ""}} {{lt "" 0}}', {});
help('white space around numbers', '{{lt " 9 " "10"}}', {});
help('texts beyond the ASCII', '{{lt "z" "\u00e4"}} {{lt "\u00e9" "e\u0301"}} {{lt "a" "\u65e5"}}', {});
help('in if, in each', '{{#each l}}{{#if (gt this 2)}}{{this}} {{/if}}{{/each}}', { l: [1, 2, 3, 4] });
help('a length', '{{#if (gt l.length 1)}}many{{else}}few{{/if}}', { l: [1, 2] });
help('as a block', '{{#gt a 1}}yes{{/gt}}', { a: 2 });
help('big numbers', '{{gt 9007199254740993 9007199254740992}} {{lt 1000000000000000000000 2000000000000000000000}}', {});

topic('helper logic');
for (const [name, value] of Object.entries(truths)) {
  help(`not, and, or: ${name}`, '{{not v}} {{and v true}} {{or v false}}', { v: value });
}
help('missing', '{{not v}} {{and v true}} {{or v false}}', {});
help('and of several', '{{and 1 "a" true}} {{and 1 "" true}} {{and l l}}', { l: [1] });
help('or of several', '{{or 0 "" null}} {{or 0 "" "x"}} {{or l m}}', { l: [], m: [0] });
help('nested', '{{#if (and (or a b) (not c))}}yes{{else}}no{{/if}}', { b: 1 });
help('nested deeper', '{{#if (or (and a (eq b 2)) (and c (gt d 3) (not (includes e "x"))))}}yes{{else}}no{{/if}}', { c: 1, d: 4, e: ['y'] });
help('in unless', '{{#unless (or a b)}}neither{{/unless}}', {});
help('as blocks', '{{#and 1 1}}x{{/and}} {{#or 0 0}}x{{/or}} {{#not 0}}x{{/not}}', {});
help('with data names', '{{#each l}}{{#if (or @first @last)}}{{this}}{{/if}}{{/each}}', { l: ['a', 'b', 'c'] });
help('not of a sub-expression in each', '{{#each l}}{{#unless (not this)}}{{this}}{{/unless}}{{/each}}', { l: ['a', '', 'c'] });

topic('helper includes');
help('list', '{{includes l "a"}} {{includes l "z"}}', { l: ['a', 'b'] });
help('list is strict', '{{includes l 1}} {{includes l "1"}}', { l: [1, 2] });
help('list of null', '{{includes l null}} {{includes l x}}', { l: [null] });
help('any of several', '{{includes l "z" "b"}} {{includes l "z" "y"}}', { l: ['a', 'b'] });
help('text', '{{includes t "ell"}} {{includes t "Ell"}} {{includes t "z" "o"}}', { t: 'hello' });
help('text and a number', '{{includes t 12}}', { t: 'a123' });
help('composed and decomposed', '{{includes t "e"}} {{includes t "\u00e9"}} {{includes l "e\u0301"}}', { t: 'caf\u00e9', l: ['\u00e9'] });
help('decomposed text has its letter', '{{includes t "e"}}', { t: 'cafe\u0301' });
help('missing, null, number and object have nothing', '{{includes x "a"}} {{includes n "a"}} {{includes i 1}} {{includes o "a"}}', { n: null, i: 1, o: { a: 1 } });
help('contains is the same', '{{contains l "a"}} {{contains t "lo"}}', { l: ['a'], t: 'hello' });
help('in if', '{{#if (includes tags "x")}}yes{{else}}no{{/if}}', { tags: ['x'] });
help('in each', '{{#each l}}{{#if (includes ../wanted this)}}{{this}}{{/if}}{{/each}}', { l: ['a', 'b', 'c'], wanted: ['a', 'c'] });
help('with split', '{{#if (includes (split t ",") "b")}}yes{{/if}}', { t: 'a,b' });
help('empty list', '{{includes l "a"}}', { l: [] });

topic('helper text');
help('lowercase', '{{lowercase "ABC dEF"}}', {});
help('uppercase', '{{uppercase "abc Def"}}', {});
help('uppercase beyond ASCII', '{{uppercase "stra\u00dfe \u00e4\u00f6\u00fc \u0436 \ufb01"}}', {});
help('lowercase beyond ASCII', '{{lowercase "\u00c4\u00d6\u00dc \u0416 \u00c9"}}', {});
help('lowercase and uppercase of other values', '[{{lowercase 5}}][{{uppercase true}}][{{uppercase n}}][{{lowercase x}}]', { n: null });
help('capitalize', '{{capitalize "hello World"}} {{capitalize "HELLO"}} {{capitalize "x"}}', {});
help('capitalize beyond ASCII', '{{capitalize "\u00e9tude"}} {{capitalize "\u0436\u0437"}} {{capitalize "\u{10428}x"}}', {});
help('capitalize nothing', '[{{capitalize ""}}][{{capitalize x}}][{{capitalize " a"}}][{{capitalize 12}}]', {});
help('capitalize what has no case', '{{capitalize "1st"}} {{capitalize "-a"}} {{capitalize "\u65e5a"}}', {});
help('trim', '[{{trim "  a b  "}}]', {});
help('trim newlines and tabs', '[{{trim t}}]', { t: '\n\t a \r\n' });
help('trim other white space', '[{{trim t}}]', { t: '\u00a0\ufeff\u3000a\u2028\u2003' });
help('trim leaves zero width space', '[{{trim t}}]', { t: '\u200ba\u200b' });
help('trim of other values', '[{{trim 5}}][{{trim n}}][{{trim x}}]', { n: null });
help('replace', '{{replace "a-b-c" "-" "+"}}', {});
help('replace with nothing', '{{replace "a-b-c" "-" ""}}', {});
help('replace what is not there', '{{replace "abc" "x" "y"}}', {});
help('replace is no regular expression', '{{replace "a.b.c" "." "-"}} {{replace "a$b" "$" "$&"}}', {});
help('replace takes what it made no further', '{{replace "aaa" "a" "aa"}} {{replace "aaaa" "aa" "a"}}', {});
help('replace numbers', '{{replace 12321 2 0}}', {});
help('replace newlines', '{{replace t n ", "}}', { t: 'a\nb\nc', n: '\n' });
help('replace decomposed', '{{replace t "e" "a"}} {{replace u "e" "a"}}', { t: 'e\u0301', u: '\u00e9' });
help('split', '{{split "a,b,c" ","}}', {});
help('split and each', '{{#each (split t "-")}}<{{this}}>{{/each}}', { t: 'a-b--c-' });
help('split what is not there', '{{#each (split "abc" ",")}}<{{this}}>{{/each}}', {});
help('split nothing', '{{#each (split "" ",")}}<{{this}}>{{else}}none{{/each}}', {});
help('split by a longer text', '{{#each (split "a, b, c" ", ")}}<{{this}}>{{/each}}', {});
help('split and lookup', '{{lookup (split "a,b,c" ",") 1}}', {});
help('split lines of CRLF by newline', '{{#each (split t n)}}<{{this}}>{{/each}}', { t: 'a\r\nb\nc', n: '\n' });
help('join', '{{join l}} {{join l "-"}} {{join l ""}}', { l: ['a', 'b', 'c'] });
help('join one and none', '[{{join l}}][{{join m}}]', { l: ['a'], m: [] });
help('join values of every kind', '{{join l "|"}}', { l: [1, null, true, 'x', [1, 2], {}, 0.5, ''] });
help('join what is no list', '[{{join "abc"}}][{{join 5}}][{{join x}}]', {});
help('join with a number', '{{join l 0}}', { l: ['a', 'b'] });
help('join split', '{{join (split "a b c" " ") "+"}}', {});
help('split join', '{{#each (split (join l ";") ";")}}<{{this}}>{{/each}}', { l: ['a', 'b'] });
help('several nested', '{{uppercase (trim (replace t "_" " "))}}', { t: ' a_b ' });
help('in a hash', '{{> p name=(uppercase n)}}', { n: 'ada' }, { partials: { p: '<{{name}}>' } });
help('in each with data names', '{{#each o}}{{uppercase @key}}={{lowercase this}};{{/each}}', { o: { a: 'X', b: 'Y' } });
help('escaping', '{{uppercase t}} {{{uppercase t}}} {{join l}}', { t: '<a>', l: ['<', '&'] }, { escape: 'html' });
help('as a block prints the text', '{{#uppercase t}}body{{/uppercase}}', { t: 'abc' });
help('as a block is not escaped', '{{#uppercase t}}body{{/uppercase}}', { t: '<a>' }, { escape: 'html' });
help('as a block over a list prints the list', '{{#split t ","}}{{this}}{{/split}}', { t: 'a,b' });
help('the name of a partial', '{{> (lowercase name)}}', { name: 'P' }, { partials: { p: 'found' } });

topic('helper default');
help('missing', '{{default x "d"}}', {});
help('null', '{{default x "d"}}', { x: null });
help('empty text', '{{default x "d"}}', { x: '' });
help('zero', '{{default x "d"}}', { x: 0 });
help('false', '{{default x "d"}}', { x: false });
help('empty list', '[{{default x "d"}}]', { x: [] });
help('empty object', '{{default x "d"}}', { x: {} });
help('a space', '[{{default x "d"}}]', { x: ' ' });
help('a value', '{{default x "d"}}', { x: 'v' });
help('default of a default', '{{default x (default y "d")}}', {});
help('the default is a value', '{{default x y}}', { y: 'Y' });
help('in each', '{{#each (default l m)}}{{this}}{{/each}}', { m: ['a', 'b'] });
help('in a path context', '{{#with (default o p)}}{{n}}{{/with}}', { p: { n: 'P' } });
help('strict mode does not mind', '{{default x "d"}}', {}, { strict: true });

topic('helper arithmetic');
help('add', '{{add 1 2}} {{add 1 2 3}} {{add -1 1}}', {});
help('add texts', '{{add "1" "2"}} {{add "1.5" 1}}', {});
help('add fractions', '{{add 0.1 0.2}}', {});
help('subtract', '{{subtract 3 5}} {{subtract "3" 1}} {{subtract 0.3 0.1}}', {});
help('multiply', '{{multiply 2 3}} {{multiply 2 3 4}} {{multiply "2" 0.5}} {{multiply 0 -1}}', {});
help('big and small', '{{multiply 1000000000000 1000000000}} {{multiply 0.0001 0.0001}} {{add 9007199254740991 2}}', {});
help('whole results print no point', '{{multiply 0.5 4}} {{add 1.5 1.5}}', {});
help('in each', '{{#each l}}{{add @index 1}}. {{this}}\n{{/each}}', { l: ['a', 'b'] });
help('nested', '{{add (multiply 2 3) (subtract 10 4)}}', {});
help('in a comparison', '{{#if (gt (add a b) 3)}}yes{{/if}}', { a: 2, b: 2 });
help('as an index', '{{lookup l (subtract l.length 1)}}', { l: ['a', 'b', 'c'] });
help('two that meet are added', '{{add 1 2}}{{add 3 4}}', {});
help('two that meet, escaping', '{{add 1 2}}{{add 3 4}}', {}, { escape: 'html' });

topic('helper names');
help('a helper comes before data of its name', '[{{uppercase}}]', { uppercase: 'data' });
help('data of the name of a helper', '{{./uppercase}} {{this.uppercase}} {{o.uppercase}}', { uppercase: 'data', o: { uppercase: 'inner' } });
help('a section of the name of a helper', '[{{#trim}}x{{/trim}}]', { trim: true });
help('a section of the name of a helper, by ./', '[{{#./trim}}x{{/./trim}}]', { trim: true });
help('by @ without arguments it is the helper', '{{@add}}', {});
help('by ../ it is not', '{{#with o}}[{{../add}}]{{/with}}', { o: { a: 1 }, add: 'data' });
help('by ./ with arguments it is unknown', '{{./uppercase "a"}}', {});
help('with a path it is unknown', '{{uppercase.x "a"}}', {});
help('quoted', '{{"uppercase" "a"}} {{[uppercase] "b"}}', {});
help('block params of the name of a helper', '{{#each l as |trim|}}{{trim}}{{trim " x "}}{{/each}}', { l: ['a'] });
help('as an argument it is data', '{{#if trim}}x{{else}}y{{/if}} {{lowercase trim}}', { trim: 'DATA' });
help('as an argument in parentheses it is the helper', '{{#if (trim)}}x{{else}}y{{/if}}', { trim: 'DATA' });
help('a partial of the name of a helper', '{{> trim}}', {}, { partials: { trim: 'P' } });
help('a helper inside a partial', '{{> p}}', { t: 'a' }, { partials: { p: '{{uppercase t}}' } });
help('a helper inside a partial block and an inline one', '{{#*inline "i"}}{{uppercase t}}{{/inline}}{{#> p}}{{uppercase t}}{{/p}}{{> i}}', { t: 'a' }, { partials: { p: '({{> @partial-block}})' } });
help('a helper with a hash it does not know', '{{uppercase "a" x=1}}', {});
help('strict mode', '{{uppercase t}}', {}, { strict: true });
help('strict mode, a missing path in the argument of a sub-expression', '[{{#if (eq t 1)}}x{{else}}y{{/if}}]', {}, { strict: true });
help('raw block with a helper', '{{{{uppercase "a"}}}}{{x}}{{{{/uppercase}}}}', {});
help('tilde', 'a {{~uppercase "b"~}} c', {});
help('white space and newlines', '{{ uppercase\n\t"a"\n}}', {});
help('helper in a key of lookup', '{{lookup o (lowercase k)}}', { o: { a: 'x' }, k: 'A' });

// ------------------------------------------------------------------ corners found by reading the reference
topic('else chains');
// In the reference the last branch of a chain keeps the indent of the line of the close, and
// whether the close is standalone is asked of the first `else if`, not of the last branch.
const chains = {
  'one else if': '{{#if a}}\n  A\n{{else if b}}\n  B\n{{/if}}\n',
  'one else if and else': '{{#if a}}\n  A\n{{else if b}}\n  B\n{{else}}\n  C\n{{/if}}\n',
  'two else ifs': '{{#if a}}\n  A\n{{else if b}}\n  B\n{{else if c}}\n  C\n{{/if}}\n',
  'two else ifs and else': '{{#if a}}\n  A\n{{else if b}}\n  B\n{{else if c}}\n  C\n{{else}}\n  D\n{{/if}}\n',
};
const indented = (text) => text.replace(/^(\{\{)/gm, '    $1');
for (const [name, text] of Object.entries(chains)) {
  for (const [taken, data] of Object.entries({ first: { a: 1 }, second: { b: 1 }, third: { c: 1 }, none: {} })) {
    add(`${name}, ${taken}`, `<\n${text}>`, data);
    add(`${name}, ${taken}, indented`, `<\n${indented(text)}>`, data);
    add(`${name}, ${taken}, CRLF`, `<\n${indented(text)}>`.replace(/\n/g, '\r\n'), data);
    add(`${name}, ${taken}, in each`, `{{#each l}}\n${indented(text)}{{/each}}\n>`, { l: [data] });
  }
}
add('else unless and else with, indented', '<\n  {{#if a}}\n  A\n  {{else unless b}}\n  B\n  {{else with o}}\n  {{x}}\n  {{else}}\n  C\n  {{/if}}\n>', { b: 1, o: { x: 'X' } });
add('else if in an inverse block is an error', '<\n  {{^a}}\n  A\n  {{else if b}}\n  B\n  {{else}}\n  C\n  {{/a}}\n>', { a: 1 });
add('in a section, indented', '<\n  {{#a}}\n  A\n  {{else b}}\n  B\n  {{else}}\n  C\n  {{/a}}\n>', {});
add('the close on the line of the last text', '<\n{{#if a}}\n  A\n{{else if b}}\n  B\n{{else}}\n  C{{/if}}\n>', {});
add('the open on the line of the first text', '<\n{{#if a}}  A\n{{else if b}}\n  B\n{{else}}\n  C\n{{/if}}\n>', {});
add('else with block params', '{{#if a}}A{{else with o as |x|}}{{x.n}}{{else}}C{{/if}}', { o: { n: 'N' } });
add('block params of the first are not seen in the second', '{{#each l as |x|}}{{x}}{{else if b}}[{{x}}]{{/each}}', { l: [], b: 1, x: 'ctx' });
add('a nested if in the second', '{{#if a}}A{{else if b}}{{#if c}}C{{else}}D{{/if}}{{else}}E{{/if}}', { b: 1 });
add('an inverse section inside is no else', '{{#if a}}x{{^b}}y{{/b}}z{{/if}}', { a: 1 });
add('caret and if', '{{#if a}}A{{^if b}}B{{/if}}C{{/if}}', { a: 1 });
add('tildes on every tag, taken by the second', '<\n{{#if a~}}\n A\n{{~else if b~}}\n B\n{{~else~}}\n C\n{{~/if}}\n>', { b: 1 });
add('tildes on every tag, taken by the last', '<\n{{#if a~}}\n A\n{{~else if b~}}\n B\n{{~else~}}\n C\n{{~/if}}\n>', {});
add('a tilde only on the close, taken by the last', '<\n{{#if a}}\n A\n{{else if b}}\n B\n{{else}}\n C\n{{~/if}}\n>', {});
add('a tilde only on the close, taken by the first', '<\n{{#if a}}\n A\n{{else if b}}\n B\n{{else}}\n C\n{{~/if}}\n>', { a: 1 });

for (const [taken, data] of Object.entries({ first: { a: 1 }, second: { b: 1 }, last: {} })) {
  add(`the second ends in its line, the last does not, ${taken}`, '<\n{{#if a}}\nA\n{{else if b}}\nB\n{{else}}C{{/if}}\n>', data);
  add(`the last ends in its line, the second does not, ${taken}`, '<\n{{#if a}}\nA\n{{else if b}}B{{else}}\nC\n{{/if}}\n>', data);
  add(`the first has text on its line, ${taken}`, '<\n{{#if a}}A{{else if b}}\nB\n{{else}}\nC\n{{/if}}\n>', data);
  add(`on one line, ${taken}`, '<\n  {{#if a}}A{{else if b}}B{{else}}C{{/if}}  \n>', data);
  add(`spaces after the tags, ${taken}`, '<\n{{#if a}}  \nA\n{{else if b}}  \nB\n{{else}}  \nC\n{{/if}}  \n>', data);
  add(`blank lines, ${taken}`, '<\n\n{{#if a}}\n\nA\n\n{{else if b}}\n\nB\n\n{{else}}\n\nC\n\n{{/if}}\n\n>', data);
  add(`chain in a chain, indented, ${taken}`, '<\n{{#if c}}\n{{else if d}}\n{{else}}\n  {{#if a}}\n  A\n  {{else if b}}\n  B\n  {{else}}\n  C\n  {{/if}}\n{{/if}}\n>', data);
}

topic('corners');
add('plus: a chunk between two sections is summed first', '{{#s}}{{n}}{{/s}}{{a}}{{b}}{{#s}}{{n}}{{/s}}', { s: true, n: 5, a: 1, b: 2 });
add('plus: a chunk after two sections is not', '{{#s}}{{n}}{{/s}}{{#s}}{{n}}{{/s}}{{a}}{{b}}', { s: true, n: 5, a: 1, b: 2 });
add('plus: dotted sections are part of the sum', '{{#o.s}}{{n}}{{/o.s}}{{a}}{{b}}', { o: { s: true }, n: 5, a: 1, b: 2 });
add('plus: a section that prints nothing', '{{a}}{{#x}}y{{/x}}{{b}}', { a: 1, b: 2 });
add('plus: an inline partial gives what is in it', '{{#*inline "p"}}{{a}}{{/inline}}{{> p}}{{> p}}', { a: 1 });
add('plus: the default of a partial block gives what is in it', '{{#> p}}{{a}}{{/p}}{{a}}', { a: 1 });
parts('plus: @partial-block gives what is in it', '{{#> p}}{{a}}{{/p}}', { a: 1 }, { p: '{{> @partial-block}}{{> @partial-block}}' });
add('plus: a partial adds in itself and is then a text', '{{a}}{{> p}}', { a: 1 }, { partials: { p: '{{a}}{{a}}' } });
add('plus: strict mode adds too', '{{a}}{{b}}', { a: 1, b: 2 }, { strict: true });
add('plus: an each of numbers in an if', '{{#if a}}{{#each l}}{{this}}{{/each}}{{/if}}{{a}}', { a: 1, l: [1, 2] });
add('plus: escaped braces between', '{{a}}\\{{b}}{{a}}', { a: 1 });
add('plus: an inverse section', '{{^x}}{{a}}{{/x}}{{^x}}{{b}}{{/x}}', { a: 1, b: 2 });
add('data path: a zero index stops and prints', '{{#each l}}[{{@index.x}}]{{/each}}', { l: ['a', 'b'] });
add('data path: false stops and prints', '{{#each l}}[{{@first.x}}]{{/each}}', { l: ['a', 'b'] });
add('data path: the length of a key', '{{#each o}}{{@key.length}} {{/each}}', { o: { abc: 1, '': 2 } });
add('data path: in if and lookup', '{{#if @root.a.b}}x{{else}}y{{/if}}{{lookup @root.o "k"}}', { a: 0, o: { k: 'v' } });
add('data path: segment literals', '{{@root.[a b]}} {{@root.l.[0]}} {{@[root].x}}', { 'a b': 1, l: ['p'], x: 'X' });
add('each over @root', '{{#each @root}}{{@key}} {{/each}}', { a: 1, b: 2 });
add('each over an object with a length', '{{#each o}}{{@key}}={{this}};{{/each}}', { o: { length: 2, 0: 'a', 1: 'b' } });
add('lookup in a list by other spellings of an index', '[{{lookup l "01"}}][{{lookup l "1.0"}}][{{lookup l " 1"}}][{{lookup l "1e0"}}][{{lookup l true}}][{{lookup l null}}]', { l: ['a', 'b'] });
add('lookup in a list by a number', '[{{lookup l 1.0}}][{{lookup l n}}][{{lookup l -0}}]', json('{"l":["a","b"],"n":1e0}'));
add('lookup in a text by other keys', '[{{lookup t -1}}][{{lookup t 9}}][{{lookup t "01"}}][{{lookup t "x"}}]', { t: 'abc' });
add('path into a list by other spellings', '[{{l.[1.0]}}][{{l.[ 1]}}][{{l.["1"]}}][{{l.[1]}}]', { l: ['a', 'b'] });
add('bracket and quotes are part of the key', "{{a.['b']}} {{a.[\"c\"]}}", { a: { "'b'": 1, '"c"': 2 } });
add('brackets one after the other', '{{[a].[b]}} {{[a]/[b]}} {{./[a].b}} {{this.[a].[b]}}', { a: { b: 'x' } });
add('brackets after the parent', '{{#with o}}{{../[a b]}}{{/with}}', { o: { x: 1 }, 'a b': 'v' });
add('a bracketed name that begins with a dot is of the context', '{{#each l as |v|}}[{{[.v]}}]{{/each}}', { l: [{ '.v': 'x' }] });
add('a bracketed name with this in it is of the context', '{{#each l as |x|}}{{[a this b]}}{{/each}}', { l: [{ 'a this b': 'x' }] });
add('quoted block name', '{{#"if" a}}x{{/"if"}}{{#"if" a}}y{{/if}}{{#[if] a}}z{{/if}}', { a: 1 });
add('quoted helper name alone', '{{"if"}}', {});
add('a section over a number closed by a text', '{{#1}}x{{/"1"}}', { 1: true });
add('a section over true closed by a text', '{{#true}}x{{/"true"}}', { true: true });
add('a section over minus zero closed by zero', '{{#-0}}x{{/0}}', { 0: true });
add('white space in the close', '{{#if a}}x{{/ if }}{{#if a}}y{{/if\n}}', { a: 1 });
add('white space after the hash sign', '{{#  if a}}x{{/if}}{{^  b}}y{{/b}}', { a: 1 });
add('hash keys that are numbers come first', '{{> p z="z" 2="two" 1="one"}}', json('[]'), { partials: { p: '{{#each this}}{{@key}} {{/each}}' } });
add('an empty list as context with a hash', '{{> p a="A"}}', json('[]'), { partials: { p: '{{this}}{{#if this}}yes{{/if}}{{length}}' } });
add('a context with number keys and a hash', '{{> p o b="B"}}', json('{"o":{"z":0,"3":1,"1":2}}'), { partials: { p: '{{#each this}}{{@key}} {{/each}}' } });
add('a comment at the start of a block on one line', '{{#if x}}{{! c }}\nfoo{{/if}}', { x: 1 });
add('a comment at the end of a block on one line', '{{#if x}}foo\n{{! c }}{{/if}}', { x: 1 });
add('a comment alone in a block on one line', '{{#if x}}  {{! c }}  {{/if}}', { x: 1 });
add('a comment with a newline on both sides in a block', '{{#if x}}a\n  {{! c }}\nb{{/if}}', { x: 1 });
add('a partial at the start of a block on one line', '{{#if x}}  {{> p}}\nfoo{{/if}}', { x: 1 }, { partials: { p: 'P\n' } });
add('a partial at the end of a block on one line', '{{#if x}}foo\n  {{> p}}{{/if}}', { x: 1 }, { partials: { p: 'P\n' } });
add('a block at the start of the text after a comment', '{{! c }}\n{{#if x}}\na\n{{/if}}\n', { x: 1 });
add('two comments in a row', '{{! a }}\n{{! b }}\nx', {});
add('a comment, then an indented partial', '{{! a }}\n  {{> p}}\nx', {}, { partials: { p: 'P\nQ\n' } });
add('two long comments on a line', 'a{{!-- x --}}b{{!-- y --}}c', {});
add('a raw block that opens another and does not close it', '{{{{if a}}}}x{{{{y{{{{/if}}}}', { a: 1 });
add('a raw block with quadruple braces in a text', '{{{{if "}}}}"}}}}x{{{{/if}}}}', {});
add('a bracket hides the end of the tag', '{{#if [}}]}}x{{else}}y{{/if}}', { '}}': 1 });
add('numbers before every end', '{{lookup l 0~}} {{#if (lookup l 0)}}x{{/if}}{{> p l a=1}}', { l: ['a'] }, { partials: { p: '{{a}}' } });
add('true before a parenthesis', '{{#if (lookup m true)}}x{{/if}}', { m: { true: 1 } });
add('names that begin with literals', '{{lookup m truex}} {{lookup m null-x}} {{lookup m undefinedx}}', { m: { a: 1, b: 2, c: 3 }, truex: 'a', 'null-x': 'b', undefinedx: 'c' });
add('a literal before an equals sign is a key', '{{> p null=1 false=2 undefined=3}}', {}, { partials: { p: '{{[null]}}{{[false]}}{{[undefined]}}' } });
add('a text before the end without a space', '{{#if "x"~}} a {{/if}}', {});
add('nested each over the same list, indexes', '{{#each l}}{{#each ../l}}{{@../index}}-{{@index}} {{/each}}{{/each}}', { l: ['a', 'b'] });
add('with inside each over equal texts', '{{#each l}}{{#with this}}{{this}}{{../n}}{{/with}}{{/each}}', { l: ['a', 'a'], n: 'N' });
add('a section over true inside a text context', '{{#each l}}{{#@root.t}}{{this}}{{/@root.t}}{{/each}}', { l: ['a', 'b'], t: true });
add('the parent of an item equal to the root text', '{{#each .}}{{this}}<{{..}} {{/each}}', ['a', 'b']);
add('the parent of an item equal to its list', '{{#with l}}{{#each this}}{{this}}<{{..}};{{/each}}{{/with}}', { l: ['x'] });
add('a list of one number and the number', '{{#with l}}{{#each this}}{{this}}<{{..}};{{/each}}{{/with}}', { l: [5] });
add('an object and its text', '{{#with o}}{{#with @root.t}}{{this}}<{{..}};{{/with}}{{/with}}', { o: {}, t: '[object Object]' });
add('an empty list and zero', '{{#each l}}{{#@root.z}}{{this}}<{{..}};{{/@root.z}}{{/each}}', { l: [[]], z: 0 });
add('a text with spaces and the number', '{{#with a}}{{#with @root.b}}{{this}}<{{..}}{{/with}}{{/with}}', { a: 1, b: ' 1 ' });
add('a text in hexadecimal and the number', '{{#with a}}{{#with @root.b}}{{this}}<{{..}}{{/with}}{{/with}}', { a: 16, b: '0x10' });
add('two lists that are equal', '{{#with a}}{{#with @root.b}}{{this}}<{{..}}{{/with}}{{/with}}', { a: ['x'], b: ['x'] });
add('null and false', '{{#each l}}{{#@root.m}}[{{this}}]<[{{..}}];{{/@root.m}}{{/each}}', { l: [null], m: [false, 0, ''] });
add('inline: block params of a block around the block are off by one', '{{#each a as |x|}}{{#each x as |y|}}{{#*inline "p"}}[{{y}}]{{/inline}}{{> p}}{{/each}}{{/each}}', { a: [['m', 'n']] });
add('inline: a name looked up in a block is looked up outside of it', '{{#with o}}{{#*inline name}}P{{/inline}}{{> q}}{{/with}}', { name: 'q', o: { name: 'r' } });
add('inline: a name by @root is found', '{{#*inline @root.name}}P{{/inline}}{{> q}}', { name: 'q' });
parts('inline: slots changed down a recursion leak into the blocks after it', '{{#*inline "s"}}page{{/inline}}{{> a}}', { go: true }, { a: '({{> s}}{{#if go}}{{#> a go=false}}{{#*inline "s"}}inner{{/inline}}{{/a}}{{/if}}{{> s}}{{#if true}}{{> s}}{{/if}})' });
parts('partial: no data frame of its own without a block', '{{#each l}}{{> p}}{{/each}}', { l: [['a'], ['b']] }, { p: '{{#each this}}{{@../index}}{{/each}} ' });
parts('partial: a dynamic name in a block of each', '{{#each l}}{{> (lookup ../names @index) x=this}}{{/each}}', { l: ['a', 'b'], names: ['p', 'q'] }, { p: '({{x}})', q: '[{{x}}]' });
parts('partial: an indented one inside a partial block', '{{#> p}}\n  {{> q}}\n{{/p}}\n', {}, { p: '<\n  {{> @partial-block}}\n>\n', q: 'x\ny\n' });
parts('partial: called with the same object the parent is nothing', '{{#with o}}{{> p .}}{{/with}}', { o: { n: 'o' }, n: 'N' }, { p: '[{{../n}}]' });
parts('partial: if inside a partial, the parent is nothing', '{{#with o}}{{> p}}{{/with}}', { o: { n: 'o' }, n: 'N' }, { p: '{{#if n}}[{{../n}}]{{/if}}' });
parts('partial block: the parent in a nested partial block', '{{#with o}}{{#> p q}}{{#> p r}}{{n}}{{../n}}{{../../n}}{{../../../n}}{{/p}}{{/p}}{{/with}}', { n: '0', o: { n: '1', q: { n: '2', r: { n: '3' } } } }, { p: '{{> @partial-block}}' });
parts('partial block: a hash makes a new object and so a level', '{{#with o}}{{#> p h="H"}}{{n}}{{../n}}{{../../n}}{{/p}}{{/with}}', { n: '0', o: { n: '1' } }, { p: '{{> @partial-block}}' });
parts('partial block: without a hash there is no level', '{{#with o}}{{#> p}}{{n}}{{../n}}{{../../n}}{{/p}}{{/with}}', { n: '0', o: { n: '1' } }, { p: '{{> @partial-block}}' });
parts('partial block: the same partial in its own block by each', '{{#> p}}{{#each l}}{{#> p}}{{this}}{{/p}}{{/each}}{{/p}}', { l: ['a', 'b'] }, { p: '<{{> @partial-block}}>' });
strict('strict: null values of every place', '[{{a}}][{{o.a}}][{{#each l}}{{a}}{{/each}}][{{#with o}}{{a}}{{/with}}][{{@root.a}}]', { a: null, o: { a: null }, l: [{ a: null }] });
strict('strict: a section over null', '[{{#a}}x{{else}}y{{/a}}{{^a}}z{{/a}}]', { a: null });
strict('strict: if with a path whose end is missing', '{{#if a.b}}x{{else}}y{{/if}}', { a: {} });
strict('strict: with a path whose end is missing', '{{#with a.b}}x{{else}}y{{/with}}', { a: {} });
strict('strict: an index past the end in if', '{{#if a.[5]}}x{{else}}y{{/if}}', { a: [1] });
strict('strict: a dynamic name that is missing', '{{> (lookup . "name")}}', {}, { partials: { p: 'P' } });
strict('strict: a key that only the parent has', '{{#each l}}{{n}}{{/each}}', { n: 'N', l: [{}] });
strict('strict: a hash value in a partial that needs another', '{{> p a=1}}', { b: 2 }, { partials: { p: '{{a}} {{b}} {{c}}' } });
strict('strict: partials use it too, in their own lines', 'a\n\n{{#with o}}\n{{> p}}\n{{/with}}', { o: {} }, { partials: { p: '\n\n   {{x.y}}' } });
strict('strict: a section of a text', '{{#each l}}{{length}}{{n}}{{/each}}', { l: [[]] });
strict('strict: html, null', '[{{a}}]', { a: null }, { escape: 'html' });
strict('strict: literals as arguments', '{{lookup l 0}} {{#if true}}x{{/if}} {{#with "t"}}{{this}}{{/with}}', { l: ['a'] });
strict('strict: else sections are looked up when they are reached', '{{#a}}x{{else b}}y{{/a}}', { a: false });
strict('strict: a column counts UTF-16 units', '\u{1F600}e\u0301 {{a}}', {});
strict('strict: a column after a tab and CRLF', 'x\r\n\t\t{{a}}', {});
strict('strict: a column after a line separator', 'x\u2028y {{a}}', {});
strict('strict: a column after a lone carriage return', 'x\ry {{a}}', {});
add('errors: the line is that of the token before', '{{#if a}}\n\n\n{{/if}}\n\n{{/if}}', {});
add('errors: the end of the text after empty lines', '{{#if a}}\n\n\n', {});
add('errors: a lexical error on a later line', 'a\nb\n{{!-- c', {});
add('errors: a column counts UTF-16 units', '\u{1F600}{{#a}}{{/b}}', {});
add('errors: a column after a lone carriage return', 'x\ry{{#a}}{{/b}}', {});
add('errors: a column after CRLF', 'x\r\ny{{#a}}{{/b}}', {});

module.exports = cases;
