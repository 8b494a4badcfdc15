"""The peers' side of tests/bench/text.lua. usage: words.py jieba|fts5 FILE; prints MB per CPU second."""
import sqlite3, sys, time

kind, path = sys.argv[1], sys.argv[2]
text = open(path, encoding="utf-8").read()
size = len(text.encode()) / 1e6
if kind == "jieba":
    import jieba.posseg
    jieba.initialize()
    list(jieba.posseg.cut("预热"))
    start = time.process_time()
    for line in text.splitlines():
        for _ in jieba.posseg.cut(line):
            pass
else:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize='trigram')")
    start = time.process_time()
    db.executemany("INSERT INTO t VALUES (?)", ((line,) for line in text.splitlines()))
    db.commit()
print(size / (time.process_time() - start))
