#!/usr/bin/env python3
"""Times onrecord and its peers over the same articles, one process each, and prints a table with versions.
Times are those that a process had a processor, so that other work on the machine counts little.

    benches/peers/run.py                            our own articles of tests/articles, repeated to 2 MB
    benches/peers/run.py --megabytes 0.5            less of them
    benches/peers/run.py --gold entities=GOLD       and how accurate each is on a gold file of onrecord-eval (JSON Lines)

Run by hand: it needs cargo, node and npm, and installs the peers below benches/peers/.work.
"""
import argparse
import glob
import json
import os
import subprocess
import sys
import venv

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
WORK = os.path.join(HERE, ".work")
TABLES = {"people": "person", "organizations": "organization", "countries": "place", "regions": "place"}
RUST = ["onrecord extract", "onrecord without statements", "onrecord names", "onrecord sentences", "anno heuristic"]
PYTHON = ["flashtext", "spacy entity ruler", "spacy sentencizer", "pysbd", "sentencex"]
TASKS = {"entities": ["onrecord extract", "anno heuristic", "flashtext", "spacy entity ruler", "compromise"],
         "sentences": ["onrecord sentences", "spacy sentencizer", "pysbd", "sentencex"]}


def install():
    os.makedirs(WORK, exist_ok=True)
    python = os.path.join(WORK, "venv", "bin", "python")
    if not os.path.exists(python):
        venv.create(os.path.join(WORK, "venv"), with_pip=True)
    run([python, "-m", "pip", "install", "-q", "-r", os.path.join(HERE, "requirements.txt")])
    with open(os.path.join(HERE, "package.json")) as source, open(os.path.join(WORK, "package.json"), "w") as target:
        target.write(source.read())
    run(["npm", "install", "--silent"], cwd=WORK)
    target = os.environ.get("CARGO_TARGET_DIR") or os.path.join(WORK, "target")
    build = ["cargo", "build", "--release", "--target-dir", target]
    run([*build, "--manifest-path", os.path.join(HERE, "rust", "Cargo.toml")])
    run([*build, "-p", "onrecord-eval"], cwd=ROOT)
    rust = os.path.join(target, "release", "peers")
    node = ["node", os.path.join(HERE, "compromise.mjs")]
    peers = {name: [rust, name] for name in RUST}
    peers |= {name: [python, os.path.join(HERE, "python_peers.py"), name] for name in PYTHON}
    return peers | {"compromise": [*node, "compromise"]}, os.path.join(target, "release", "onrecord-eval")


def run(command, **options):
    subprocess.run(command, check=True, **options)


def names(path):
    """Every name and alias of our tables with its kind, each once."""
    kinds = {}
    for table, kind in TABLES.items():
        with open(os.path.join(ROOT, "data", table + ".tsv"), encoding="utf-8") as file:
            head = file.readline().rstrip("\n").split("\t")
            for line in file:
                row = dict(zip(head, line.rstrip("\n").split("\t")))
                for name in [row["name"], *row.get("aliases", "").split("|"), *row.get("acronyms", "").split("|")]:
                    if name:
                        kinds.setdefault(name, kind)
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(f"{name}\t{kind}\n" for name, kind in sorted(kinds.items()))
    return len(kinds)


def own_articles(path, megabytes):
    files = sorted(glob.glob(os.path.join(ROOT, "tests", "articles", "*", "*.json")))
    articles = [json.load(open(file, encoding="utf-8")) for file in files]
    size, number = 0, 0
    with open(path, "w", encoding="utf-8") as file:
        while size < megabytes * 1e6:
            article = articles[number % len(articles)]
            file.write(json.dumps({"id": f"{article['id']}-{number}", "text": article["text"]}) + "\n")
            size += len(article["text"].encode())
            number += 1
    return size


def measure(name, command, texts, table, out):
    arguments = [texts, table, out] if name in PYTHON else [texts, out]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, cwd=WORK)
    if done.returncode:
        print(f"{name}: {done.stderr.strip()[-300:]}", file=sys.stderr)
        return None
    return json.loads(done.stdout.strip().splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=2.0)
    parser.add_argument("--gold", action="append", default=[], metavar="TASK=FILE")
    parser.add_argument("--only", action="append", help="these peers alone")
    arguments = parser.parse_args()
    peers, evaluation = install()
    if arguments.only:
        peers = {name: command for name, command in peers.items() if name in arguments.only}
    texts, table, out = (os.path.join(WORK, name) for name in ("texts.jsonl", "names.tsv", "out.jsonl"))
    print(f"{names(table)} names and aliases from data/")

    if arguments.megabytes > 0:
        size = own_articles(texts, arguments.megabytes)
        print(f"{size / 1e6:.1f} MB of our own articles, one process each, from memory, by time on the processor\n")
        print("| peer | version | ready after, ms | MB/s |\n|---|---|---|---|")
        for name, command in peers.items():
            if figures := measure(name, command, texts, table, out):
                speed = size / 1e6 / figures["seconds"]
                print(f"| {name} | {figures['version']} | {1000 * figures['load']:.0f} | {speed:.3g} |", flush=True)

    for task, gold in (choice.split("=", 1) for choice in arguments.gold):
        print(f"\n| {task}, {os.path.basename(gold)} | P | R | F1 |\n|---|---|---|---|")
        for name in (name for name in TASKS[task] if name in peers):
            if measure(name, peers[name], os.path.abspath(gold), table, out):
                score = [evaluation, "score", task, gold, "--output", out, "--json"]
                figures = json.loads(subprocess.run(score, check=True, capture_output=True, text=True).stdout)
                key = {"entities": "names", "sentences": "sentences"}[task]
                values = " | ".join(f"{figures[f'{key}.{part}']:.1f}" for part in ("p", "r", "f1"))
                print(f"| {name} | {values} |", flush=True)


if __name__ == "__main__":
    main()
