// The conversation of a case as the request's messages, and the tools that it offers. Made by `afterword evals export
// promptfoo`; do not edit. AFTERWORD_PROMPT_FILE names a file with the system prompt for cases without one of their own.

const fs = require('fs');

// promptfoo renders what this returns as a template.
const inert = (text) => text.replace(/\{(?=[{%#])|#\}/g, (found) => (found === '{' ? "{{'{'}}" : "#{{'}'}}"));

module.exports = ({ vars }) => {
  const { messages, tools } = JSON.parse(vars.request);
  const file = process.env.AFTERWORD_PROMPT_FILE;
  if (file && messages[0].role !== 'system') {
    messages.unshift({ role: 'system', content: fs.readFileSync(file, 'utf8') });
  }
  for (const message of messages) message.content = inert(message.content);
  return { prompt: JSON.stringify(messages), config: tools.length ? { tools } : {} };
};
