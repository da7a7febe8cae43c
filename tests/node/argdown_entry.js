// Reads Argdown texts from standard input, one JSON string a line; answers each with a line of JSON.
import * as readline from "node:readline";
import { ArgdownApplication } from "@argdown/core/dist-esm/ArgdownApplication.js";
import { ParserPlugin } from "@argdown/core/dist-esm/plugins/ParserPlugin.js";
import { DataPlugin } from "@argdown/core/dist-esm/plugins/DataPlugin.js";
import { ModelPlugin } from "@argdown/core/dist-esm/plugins/ModelPlugin.js";

function parsed(input) {
  const app = new ArgdownApplication();
  app.addPlugin(new ParserPlugin(), "parse");
  app.addPlugin(new DataPlugin(), "model");
  app.addPlugin(new ModelPlugin(), "model");
  let response;
  try {
    response = app.run({ input, process: ["parse", "model"], throwExceptions: true, logLevel: "silent" });
  } catch (error) {
    return { errors: [String(error && error.message)] };
  }
  const errors = [...(response.lexerErrors || []), ...(response.parserErrors || []), ...(response.exceptions || [])];
  const told = (found) => Object.values(found || {}).map((each) => ({
    title: each.title,
    texts: each.members.map((m) => m.text).filter((t) => t !== undefined && t !== null),
    tags: each.tags || [],
    data: each.data || null,
  }));
  return {
    errors: errors.map((e) => String(e.message || e)),
    frontMatter: response.frontMatter || null,
    statements: told(response.statements),
    arguments: told(response.arguments),
    relations: (response.relations || []).map((r) => [r.relationType, r.from.title, r.to.title]),
  };
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(JSON.stringify(parsed(JSON.parse(line))) + "\n");
});
