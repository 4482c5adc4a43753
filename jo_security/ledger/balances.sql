-- Running balances for the rules 2xx and 3xx, materialised once; operations dated before their cause are passed over.

UPDATE counting SET sound_only = 1;

CREATE TEMP VIEW ruled_entry AS SELECT * FROM :entries;

-- What weighs on which balance. AE run by exercise where the controls say annual, CP always.
CREATE TABLE weighs (balance TEXT NOT NULL, term TEXT NOT NULL, sign INTEGER NOT NULL, yearly INTEGER NOT NULL, PRIMARY KEY (term, balance)) WITHOUT ROWID;
INSERT INTO weighs SELECT 'ae', term, sign, annual FROM formula, controls WHERE measure = 'available';
INSERT INTO weighs SELECT 'cp', term, sign, 1 FROM formula WHERE measure = 'cp-available';
INSERT INTO weighs SELECT 'frozen ae', 'frozen', 1, annual FROM controls;
INSERT INTO weighs SELECT 'frozen cp', 'cp-frozen', 1, 1 FROM follows_cp WHERE yes;

-- Each balance of each line with all below it, after each operation that changes it.
CREATE TABLE running (balance TEXT NOT NULL, line INTEGER NOT NULL, exercise INTEGER NOT NULL, op INTEGER NOT NULL, change INTEGER NOT NULL, after INTEGER NOT NULL);
INSERT INTO running
SELECT balance, line, exercise, op, change, sum(change) OVER (PARTITION BY balance, line, exercise ORDER BY op)
FROM (
    SELECT weighs.balance, above.line, CASE WHEN weighs.yearly THEN e.exercise ELSE 0 END AS exercise, e.op,
        sum(weighs.sign * e.amount) AS change
    FROM ruled_entry AS e JOIN weighs ON weighs.term = e.measure JOIN above ON above.below = e.line
    GROUP BY 1, 2, 3, 4 HAVING change <> 0
);

-- What each commitment amounts to after each operation on it.
CREATE TABLE ruled_account AS SELECT * FROM account;
CREATE TABLE ruled_usage AS SELECT * FROM usage;

UPDATE counting SET sound_only = 0;
