// compromise.mjs NAME TEXTS.jsonl OUT.jsonl: times compromise over all articles, writes what it found.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(join(process.cwd(), 'package.json'))
const seconds = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6
const begun = seconds()
const nlp = require('compromise')
const loaded = seconds()
const [, , , texts, out] = process.argv
const articles = readFileSync(texts, 'utf8').trim().split('\n').map((line) => JSON.parse(line))

const start = seconds()
const found = articles.map(({ text }) => {
  const doc = nlp(text)
  const spans = (view, kind) =>
    view.json({ offset: true, terms: false }).map(({ offset }) => ({ start: offset.start, end: offset.start + offset.length, kind }))
  const names = [...spans(doc.people(), 'person'), ...spans(doc.places(), 'place'), ...spans(doc.organizations(), 'organization')]
  return { names, quotations: doc.quotations().out('array').length }
})
const spent = seconds() - start

const lines = articles.map(({ id, text }, k) => {
  const bytes = (offset) => Buffer.byteLength(text.slice(0, offset))
  const names = found[k].names.filter((n) => n.start >= 0 && n.end <= text.length)
  return JSON.stringify({
    id,
    entities: names.map(({ kind }) => ({ kind })),
    mentions: names.map((n, entity) => ({ start: bytes(n.start), end: bytes(n.end), form: 'name', entity })),
  })
})
writeFileSync(out, lines.join('\n') + '\n')
console.log(JSON.stringify({ load: loaded - begun, seconds: spent, version: nlp.version }))
