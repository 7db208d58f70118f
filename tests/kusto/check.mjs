// Reads tables and queries as JSON from standard input, and writes what Microsoft's parser says against each query.
// Called with the folder `node_modules` that holds @kusto/language-service-next.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

const folder = join(process.argv[2], '@kusto', 'language-service-next');
for (const file of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
    vm.runInThisContext(readFileSync(join(folder, file), 'utf8'), { filename: file });
}
/* global Kusto, System */
const { Symbols } = Kusto.Language;
const { tables, queries } = JSON.parse(readFileSync(0, 'utf8'));

const symbols = new (System.Collections.Generic.List$1(Symbols.Symbol).ctor)();
for (const { name, columns } of tables) {
    symbols.add(new Symbols.TableSymbol.$ctor7(name, `(${columns})`, null));
}
const database = new Symbols.DatabaseSymbol.$ctor3('logs', null, symbols, false);
const globals = Kusto.Language.GlobalState.Default.WithDatabase(database);

const found = [];
for (const query of queries) {
    const diagnostics = Kusto.Language.KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
    for (let at = 0; at < diagnostics.Count; at += 1) {
        const diagnostic = diagnostics.getItem(at);
        const place = query.slice(diagnostic.Start, diagnostic.Start + diagnostic.Length);
        found.push({ query, place, message: diagnostic.Message });
    }
}
process.stdout.write(JSON.stringify({ checked: queries.length, found }));
