// Print how many triples each Turtle file has, as n3 reads it.
const { readFileSync } = require("fs");
const { Parser } = require("n3");

for (const file of process.argv.slice(2)) {
  console.log(new Parser({ format: "text/turtle" }).parse(readFileSync(file, "utf8")).length);
}
