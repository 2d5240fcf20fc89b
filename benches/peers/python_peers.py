"""python_peers.py NAME TEXTS.jsonl NAMES.tsv OUT.jsonl: times one peer over all articles, writes what it found."""
import importlib.metadata
import json
import sys
import time


def flashtext(names):
    from flashtext import KeywordProcessor

    finder = KeywordProcessor(case_sensitive=True)
    for name, kind in names:
        finder.add_keyword(name, (kind, name))

    def read(text):
        return [(start, end, kind) for (kind, _), start, end in finder.extract_keywords(text, span_info=True)]
    return read, "mentions"


def spacy_ruler(names):
    import spacy

    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": kind, "pattern": name} for name, kind in names])

    def read(text):
        return [(e.start_char, e.end_char, e.label_) for e in nlp(text).ents]
    return read, "mentions"


def spacy_sentencizer(_):
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")

    def read(text):
        return [(s.start_char, s.end_char) for s in nlp(text).sents]
    return read, "sentences"


def pysbd(_):
    import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False, char_span=True)

    def read(text):
        return [(s.start, s.end) for s in segmenter.segment(text)]
    return read, "sentences"


def sentencex(_):
    from sentencex import segment

    def read(text):
        found, at = [], 0
        for sentence in segment("en", text):
            at = text.find(sentence, at)
            found.append((at, at + len(sentence)))
            at += len(sentence)
        return found
    return read, "sentences"


PEERS = {"flashtext": flashtext, "spacy entity ruler": spacy_ruler, "spacy sentencizer": spacy_sentencizer,
         "pysbd": pysbd, "sentencex": sentencex}


def document(article, found, what):
    """In the form that onrecord writes: offsets in bytes, white space at the edges of sentences left out."""
    text, at = article["text"], [0]
    for character in text:
        at.append(at[-1] + len(character.encode()))
    if what == "mentions":
        return {"id": article["id"], "entities": [{"kind": kind} for _, _, kind in found],
                "mentions": [{"start": at[a], "end": at[b], "form": "name", "entity": k}
                             for k, (a, b, _) in enumerate(found)]}
    bounds = [(a, a + len(text[a:b].rstrip())) for a, b in found]
    return {"id": article["id"], "sentences": [{"start": at[a], "end": at[b]} for a, b in bounds]}


def main():
    peer, texts, names, out = sys.argv[1:]
    with open(texts, encoding="utf-8") as file:
        articles = [json.loads(line) for line in file]
    with open(names, encoding="utf-8") as file:
        names = [line.rstrip("\n").split("\t") for line in file]
    start = time.process_time()
    read, what = PEERS[peer](names)
    loaded = time.process_time()
    found = [read(article["text"]) for article in articles]
    done = time.process_time()
    with open(out, "w", encoding="utf-8") as file:
        for article, result in zip(articles, found):
            file.write(json.dumps(document(article, result, what)) + "\n")
    version = importlib.metadata.version(peer.split()[0])
    print(json.dumps({"load": loaded - start, "seconds": done - loaded, "version": version}))


main()
