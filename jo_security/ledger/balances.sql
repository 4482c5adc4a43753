-- Running balances for the rules 2xx and 3xx, materialised once; operations dated before their cause are passed over.

CREATE TEMP VIEW ruled_entry AS SELECT * FROM :entries;
CREATE TEMP VIEW ruled_account AS SELECT * FROM :accounts;
UPDATE counting SET sound_only = 1;

-- What weighs on which balance. AE run by exercise where the controls say annual, CP always.
CREATE TABLE weighs (
    code INTEGER NOT NULL, balance TEXT NOT NULL, term TEXT NOT NULL, sign INTEGER NOT NULL, yearly INTEGER NOT NULL,
    PRIMARY KEY (term, balance)
) WITHOUT ROWID;
INSERT INTO weighs SELECT 0, 'ae', term, sign, annual FROM formula, controls WHERE measure = 'available';
INSERT INTO weighs SELECT 1, 'cp', term, sign, 1 FROM formula WHERE measure = 'cp-available';
INSERT INTO weighs SELECT 2, 'frozen ae', 'frozen', 1, annual FROM controls;
INSERT INTO weighs SELECT 3, 'frozen cp', 'cp-frozen', 1, 1 FROM follows_cp WHERE yes;

-- What each entry changes, of its own line. A balance is one integer, made of its line, its code and its exercise (0 for
-- all of them), so that its operations lie together in the order of time; `rest` is that integer without the line.
CREATE TEMP VIEW own_change AS
SELECT e.line, (weighs.code << 16) + CASE WHEN weighs.yearly THEN e.exercise ELSE 0 END AS rest, e.op,
    weighs.sign * e.amount AS change
FROM ruled_entry AS e JOIN weighs ON weighs.term = e.measure;

-- What each entry changes, of its line and of every line above.
CREATE TEMP VIEW every_change AS
SELECT (above.line << 20) + rest AS balance, op, change FROM own_change JOIN above ON above.below = own_change.line;

-- A balance can be under zero only where all that lowers it together outweighs what had raised it before the first of
-- that. In a sound budget few can; only these are run through.
CREATE TEMP TABLE fall (balance INTEGER PRIMARY KEY, change INTEGER NOT NULL, since INTEGER NOT NULL);
INSERT INTO fall
SELECT (above.line << 20) + rest, sum(change), min(since)
FROM (
    SELECT line, rest, sum(change) AS change, min(op) AS since FROM own_change WHERE change < 0 GROUP BY line, rest
) AS own_fall JOIN above ON above.below = own_fall.line
GROUP BY 1;
CREATE TEMP TABLE doubtful (balance INTEGER PRIMARY KEY);
INSERT INTO doubtful
SELECT fall.balance
FROM fall LEFT JOIN (
    SELECT fall.balance, sum(lift.change) AS change
    FROM every_change AS lift CROSS JOIN fall ON fall.balance = lift.balance
    WHERE lift.change > 0 AND lift.op < fall.since
    GROUP BY fall.balance
) AS first ON first.balance = fall.balance
WHERE fall.change + COALESCE(first.change, 0) < 0;

-- How much each operation changes each doubtful balance, and what that is after it.
CREATE TEMP TABLE change (balance INTEGER NOT NULL, op INTEGER NOT NULL, change INTEGER NOT NULL, PRIMARY KEY (balance, op)) WITHOUT ROWID;
INSERT INTO change
SELECT balance, op, change FROM every_change WHERE change <> 0 AND balance IN (SELECT balance FROM doubtful)
ON CONFLICT DO UPDATE SET change = change + excluded.change;
CREATE TEMP VIEW running AS
SELECT CASE balance >> 16 & 15 WHEN 0 THEN 'ae' WHEN 1 THEN 'cp' WHEN 2 THEN 'frozen ae' ELSE 'frozen cp' END AS balance,
    balance >> 20 AS line, balance & 65535 AS exercise, op, change, after
FROM (
    SELECT balance, op, change, sum(change) OVER (PARTITION BY balance ORDER BY op ROWS UNBOUNDED PRECEDING) AS after
    FROM change
);

-- What the rules look for: an operation that lowers a balance and leaves it under zero.
CREATE TEMP TABLE low AS SELECT * FROM running WHERE change < 0 AND after < 0;

-- What is left of each reservation after each operation on it.
CREATE TABLE ruled_usage AS SELECT * FROM usage;

UPDATE counting SET sound_only = 0;
