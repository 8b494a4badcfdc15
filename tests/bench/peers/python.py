"""The peers that Python or a program of Debian's speaks to. Prints MB of text for each CPU second.
usage: python.py jieba|fts5|fts5-words|xapian|groonga FILE
FILE holds the text; for fts5-words, words parted by spaces, of which only the bytes of words count."""
import json, os, resource, shutil, subprocess, sys, tempfile, time

kind, path = sys.argv[1], sys.argv[2]
text = open(path, encoding="utf-8").read()
lines = text.splitlines()
size = len(text.encode()) / 1e6


def jieba():
    import jieba.posseg
    jieba.initialize()
    list(jieba.posseg.cut("预热"))
    start = time.process_time()
    for line in lines:
        for _ in jieba.posseg.cut(line):
            pass
    return time.process_time() - start


def fts5(tokenizer):
    import sqlite3
    db = sqlite3.connect(":memory:")
    db.execute(f"CREATE VIRTUAL TABLE t USING fts5(body, tokenize='{tokenizer}')")
    start = time.process_time()
    db.executemany("INSERT INTO t VALUES (?)", ((line,) for line in lines))
    db.commit()
    return time.process_time() - start


def xapian():
    import xapian
    folder = tempfile.mkdtemp()
    db = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OVERWRITE)
    generator = xapian.TermGenerator()
    generator.set_flags(xapian.TermGenerator.FLAG_CJK_NGRAM)
    start = time.process_time()
    for line in lines:
        document = xapian.Document()
        document.set_data(line)
        generator.set_document(document)
        generator.index_text(line)
        db.add_document(document)
    db.commit()
    spent = time.process_time() - start
    shutil.rmtree(folder)
    return spent


def groonga():
    if not shutil.which("groonga"):
        sys.exit(3)
    folder = tempfile.mkdtemp()
    commands = ["table_create T TABLE_NO_KEY", "column_create T body COLUMN_SCALAR LongText",
                "table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto",
                "column_create Terms i COLUMN_INDEX|WITH_POSITION T body", "load --table T",
                json.dumps([{"body": line} for line in lines], ensure_ascii=False)]
    given = "\n".join(commands) + "\n"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["groonga", "-n", os.path.join(folder, "db")], input=given.encode(), stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    shutil.rmtree(folder)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if kind == "fts5-words":
    size -= text.count(" ") / 1e6
run = {"jieba": jieba, "fts5": lambda: fts5("trigram"), "fts5-words": lambda: fts5("unicode61"), "xapian": xapian,
       "groonga": groonga}
print(size / min(run[kind]() for _ in range(3)))
