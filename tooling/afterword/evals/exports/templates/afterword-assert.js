// Assertions that promptfoo does not have, or has with another meaning. Made by `afterword evals export promptfoo`; do not edit.
//
// `config.assertion` is one assertion as JSON: side, number, kind and value. A pattern is written for JavaScript already.

const vm = require('vm');

const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;

function answerOf(output, context) {
  const raw = context.providerResponse && context.providerResponse.output !== undefined ? context.providerResponse.output : output;
  if (typeof raw === 'string') return { text: raw, calls: [] };
  const made = Array.isArray(raw) ? raw : raw.tool_calls || [];
  const calls = made.map((one) => ({ tool: one.function.name, arguments: parse(one.function.arguments) }));
  return { text: Array.isArray(raw) ? '' : raw.content || '', calls };
}

function parse(value) {
  return typeof value === 'string' ? JSON.parse(value || '{}') : value;
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function includes(found, wanted, isPart) {
  if (Array.isArray(wanted)) {
    return Array.isArray(found) && found.length === wanted.length && wanted.every((one, n) => includes(found[n], one, false));
  }
  if (wanted !== null && typeof wanted === 'object') {
    if (found === null || typeof found !== 'object' || Array.isArray(found)) return false;
    if (!isPart && Object.keys(found).length !== Object.keys(wanted).length) return false;
    return Object.keys(wanted).every((key) => Object.hasOwn(found, key) && includes(found[key], wanted[key], isPart));
  }
  return found === wanted;
}

// A pattern can take exponential time, and only a context of its own is interrupted.
const SEARCH = new vm.Script('new RegExp(source, flags).test(text)');
const searched = ({ source, flags }, text) => SEARCH.runInNewContext({ source, flags, text }, { timeout: 5000 });

const words = (text) => text.split(SPACE).filter((word) => word !== '');
const trim = (text) => text.replace(new RegExp(`^${SPACE.source}`, 'u'), '').replace(new RegExp(`${SPACE.source}$`, 'u'), '');
const lower = (text) => text.toLowerCase();
const list = (value) => (Array.isArray(value) ? value : [value]);

const KINDS = {
  contains: (answer, value) => answer.text.includes(value),
  'contains-any': (answer, value) => list(value).some((one) => answer.text.includes(one)),
  'contains-all': (answer, value) => list(value).every((one) => answer.text.includes(one)),
  icontains: (answer, value) => lower(answer.text).includes(lower(value)),
  'icontains-any': (answer, value) => list(value).some((one) => lower(answer.text).includes(lower(one))),
  'icontains-all': (answer, value) => list(value).every((one) => lower(answer.text).includes(lower(one))),
  equals: (answer, value) => trim(answer.text) === trim(value),
  'starts-with': (answer, value) => answer.text.startsWith(value),
  regex: (answer, value) => searched(value, answer.text),
  'max-words': (answer, value) => words(answer.text).length <= Number(value),
  'is-json': (answer) => isJson(answer.text),
  'calls-tool': (answer, value) => answer.calls.some((call) => call.tool === value),
  'never-calls-tool': (answer, value) => !answer.calls.some((call) => call.tool === value),
  'calls-tool-with': (answer, value) =>
    answer.calls.some((call) => call.tool === value.tool && includes(call.arguments, value.arguments, true)),
};

module.exports = (output, context) => {
  const { side, number, kind, value } = JSON.parse(context.config.assertion);
  const negated = kind.startsWith('not-');
  const holds = KINDS[negated ? kind.slice(4) : kind](answerOf(output, context), value) !== negated;
  const pass = holds === (side === 'must');
  return { pass, score: pass ? 1 : 0, reason: `${side} ${number} (${kind}) ${pass ? 'holds' : 'rejects the output'}` };
};
