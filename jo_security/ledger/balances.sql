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

-- How much each operation changes each balance of each line with all below it. A balance is one integer, made of its
-- line, its code and its exercise (0 for all of them), so that its operations lie together in the order of time.
CREATE TABLE change (balance INTEGER NOT NULL, op INTEGER NOT NULL, change INTEGER NOT NULL, PRIMARY KEY (balance, op)) WITHOUT ROWID;
INSERT INTO change
SELECT (above.line << 20) + (weighs.code << 16) + CASE WHEN weighs.yearly THEN e.exercise ELSE 0 END,
    e.op, weighs.sign * e.amount
FROM ruled_entry AS e JOIN weighs ON weighs.term = e.measure JOIN above ON above.below = e.line
WHERE e.amount <> 0
ON CONFLICT DO UPDATE SET change = change + excluded.change;

-- Each balance after each operation that touches it.
CREATE TABLE running_after AS
SELECT balance, op, change, sum(change) OVER (PARTITION BY balance ORDER BY op ROWS UNBOUNDED PRECEDING) AS after FROM change;
DROP TABLE change;
CREATE INDEX low ON running_after (op) WHERE change < 0 AND after < 0;
CREATE VIEW running AS
SELECT CASE balance >> 16 & 15 WHEN 0 THEN 'ae' WHEN 1 THEN 'cp' WHEN 2 THEN 'frozen ae' ELSE 'frozen cp' END AS balance,
    balance >> 20 AS line, balance & 65535 AS exercise, op, change, after
FROM running_after;

-- What is left of each reservation after each operation on it.
CREATE TABLE ruled_usage AS SELECT * FROM usage;

UPDATE counting SET sound_only = 0;
