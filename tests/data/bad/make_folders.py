"""Folders in which something beside the ratings is wrong. See make.py."""
import gzip

from cases import case, csv

R = csv(40)
ITEMS = "itemId,title,genres\n" + "".join("%d,Title %d (19%d),Drama|War\n" % (k, k, 90 + k) for k in range(1, 6))


def make():
    def folder(name, files, wrong, expect, accepted=0, **more):
        case("folder-" + name, files, wrong, expect, accepted, rule=more.pop("rule", "P10"), **more)

    folder("items-header-longer", {"ratings.csv": R, "items.csv": b"itemId,year,genres,title,author\n1,1999,Drama\n2,1998,War\n3,1997,War\n4,1996,War\n5,1995,Drama\n"}, "a header of items with more names than rows have fields", "ok", 40)
    folder("items-rows-longer", {"ratings.csv": R, "items.csv": ITEMS.replace("War\n", "War,x,y\n").encode()}, "rows of items with more fields than the header has names", "ok", 40)
    folder("items-open-quote", {"ratings.csv": R, "items.csv": ITEMS.replace("Title 2", '"Title 2').encode()}, "a title whose quote stays open", "ok", 40)
    folder("items-encoding", {"ratings.csv": R, "items.csv": ITEMS.replace("Title 2", "Am\u00e9lie").encode("cp1252")}, "titles in Windows-1252", "warn", 40, words="items.csv;Windows-1252", rule="P7")
    folder("items-nul", {"ratings.csv": R, "items.csv": ITEMS.replace("Title 2", "Ti\0tle").encode()}, "a NUL byte in a title", "ok", 40)
    folder("items-markup", {"ratings.csv": R, "items.csv": ITEMS.replace("Title 2", "<img src=x>" * 50 + "\u202e&lt;b").encode()}, "markup and overrides in a title", "ok", 40)
    folder("items-long-title", {"ratings.csv": R, "items.csv": ITEMS.replace("Title 2", "t" * 70000).encode()}, "a title over 64 KiB", "ok", 40)
    folder("items-years", {"ratings.csv": R, "items.csv": b"itemId,title,year\n1,A (0000),-5\n2,B (99999999999999999999),1e308\n3,C (),nan\n4,(1999),1999\n5,,\n"}, "years that are none", "ok", 40)
    folder("items-strangers", {"ratings.csv": R, "items.csv": ITEMS.replace("\n", "\nx").encode()}, "items that nobody rated", "ok", 40)
    folder("items-cut-gz", {"ratings.csv": R, "items.csv.gz": gzip.compress(ITEMS.encode(), mtime=0)[:-9]}, "a table that does not unpack", "warn", 40, words="items.csv;cut short", rule="P9")
    folder("users-header-longer", {"ratings.csv": R, "users.csv": b"user,age,gender,occupation\n" + b"".join(b"%d,30,M\n" % (100 + k) for k in range(40))}, "a header of users with more names than rows have fields", "ok", 40)
    folder("genres-broken", {"u.data": b"".join(b"%d\t%d\t3\t88125094%d\n" % (k, k % 5 + 1, k % 10) for k in range(40)), "u.item": b"".join(b"%d|Title %d (1995)|01-Jan-1995||x|" % (k, k) + b"|".join(b"1" if g == k else b"0" for g in range(19)) + b"\n" for k in range(1, 6)), "u.genre": b"unknown|0\nAction|7\n|2\nAdventure"}, "names of genres with holes", "ok", 40)
    folder("trust-broken", {"ratings.csv": R, "trust.csv": b"100,101,1\n102\n,,\n999,100,1\n101,100,1\n"}, "edges with holes and strangers", "ok", 40)
    films = {"mv_%07d.txt" % k: b"%d:\n" % k + b"".join(b"%d,%d,2005-09-%02d\n" % (u, u % 5 + 1, u % 28 + 1) for u in range(k, k + 9)) for k in range(1, 5)}
    folder("netflix", films, "a file for each film", "ok", 36, users=12)
    folder("netflix-broken", {**films, "mv_0000003.txt": films["mv_0000003.txt"] + b"9,x,2005-09-06\n"}, "a broken row in one of them", "warn", 36, rejected=1, kinds="rating=1", words="1 line was rejected", rule="P2")
    folder("netflix-twice", {**films, "copy.txt": films["mv_0000002.txt"]}, "one of them twice", "error", words="several files;--file NAME")
    folder("netflix-titles", {**films, "movie_titles.txt": b"1,2003,Dinosaurs\n2,2004,Isle, The\n3,1997,Character\n4,1994,Paula\n", "probe.txt": b"1:\n1\n2\n2:\n3\n4\n"}, "titles and pairs to be guessed beside them", "ok", 36, users=12)
    folder("two-ratings", {"a.csv": R, "b.csv": R.replace(b"10", b"20")}, "two files of ratings", "error", words="several files;--file NAME")
    folder("only-subfolder", {"inner/ratings.csv": R}, "the ratings lie one folder deeper", "error", words="no readable file;subfolders")
    folder("only-clutter", {".DS_Store": b"\0\0\0\1Bud1", "._ratings.csv": b"\0\5\x16\7"}, "nothing but clutter", "error", words="no readable file")
    folder("foreign-beside", {"ratings.csv": R, "model.pkl": b"\x80\x04\x95" + b"\0" * 90, "notes.txt": b"Some words about this.\n", "cover.png": b"\x89PNG\r\n\x1a\n" + bytes(range(200))}, "other things beside the ratings", "ok", 40)
    folder("all-broken", {"a.csv.gz": gzip.compress(R, mtime=0)[:-9], "b.csv": b""}, "a damaged and an empty file", "error", words="a.csv")
