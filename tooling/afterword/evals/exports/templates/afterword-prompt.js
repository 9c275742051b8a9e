// The conversation of a case as the request's messages, and the tools that it offers. Made by `afterword evals export
// promptfoo`; do not edit. AFTERWORD_PROMPT_FILE names a file with the system prompt for cases without one of their own.

const fs = require('fs');

// promptfoo renders what this returns as a template.
const escape = (text) => text.replace(/\{(?=[{%#])|#\}/g, (found) => (found === '{' ? "{{'{'}}" : "#{{'}'}}"));

const FIELD = /\{\{([^\n]{1,500}?)\}\}|\{%[^\n]{1,500}?%\}/gu;

function fill(prompt, variables, file) {
  return prompt.replace(FIELD, (field, name) => {
    const key = (name || '').trim();
    if (!Object.hasOwn(variables, key)) throw new Error(`${file}: \`variables\` of the case does not fill ${field}`);
    return variables[key];
  });
}

function inert(value) {
  if (typeof value === 'string') return escape(value);
  if (Array.isArray(value)) return value.map(inert);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inert(one)]));
}

module.exports = ({ vars }) => {
  const { messages, variables, tools } = JSON.parse(vars.request);
  const file = process.env.AFTERWORD_PROMPT_FILE;
  if (file && messages[0].role !== 'system') {
    messages.unshift({ role: 'system', content: fill(fs.readFileSync(file, 'utf8'), variables, file) });
  }
  return { prompt: JSON.stringify(inert(messages)), config: tools.length ? { tools } : {} };
};
