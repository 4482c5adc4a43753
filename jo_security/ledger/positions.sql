-- The formulas of the reference, section 3: for each measure a view of the signed entries, in cents, that make it up.
-- The sum of a measure's entries over lines, an exercise and the days up to one is that measure of that position.

-- Operations that count: all of them in positions; in the rules 2xx and 3xx, without those dated before their cause.
CREATE TABLE counting (sound_only INTEGER NOT NULL);
INSERT INTO counting VALUES (0);
CREATE VIEW counted AS
SELECT operation.* FROM operation, counting WHERE operation.sound OR NOT counting.sound_only;

-- opened (AE ouvertes): allocation + opening − cancellation + transfer in − transfer out, in AE; a carry-over adds to
-- its exercise and takes as much from the one that it leaves.
CREATE VIEW opened AS
SELECT op, line, exercise, ae AS amount FROM credit WHERE kind NOT IN ('freeze', 'release') AND ae <> 0;

-- frozen (AE gelées): freeze − release, in AE.
CREATE VIEW frozen AS
SELECT op, line, exercise, ae AS amount FROM credit WHERE kind IN ('freeze', 'release') AND ae <> 0;

-- What is left of each reservation after each operation on it, below zero where it is used beyond its amount.
CREATE VIEW usage AS
SELECT op, reservation, change, sum(change) OVER (PARTITION BY reservation ORDER BY op ROWS UNBOUNDED PRECEDING) AS remainder
FROM (
    SELECT op, reservation, CASE kind WHEN 'commitment' THEN -amount ELSE amount END AS change
    FROM counted WHERE reservation IS NOT NULL
);

-- reserved (affecté, reste à engager): for each reservation, its amount + its adjustments − the commitments that name
-- it, not below 0; it belongs to the reservation's exercise.
CREATE VIEW reserved AS
SELECT usage.op, r.line, r.exercise, max(remainder, 0) - max(remainder - change, 0) AS amount
FROM usage JOIN operation AS r ON r.kind = 'reservation' AND r.n = usage.reservation;

-- committed (AE engagées): commitments + their adjustments + payments made on a line.
CREATE VIEW committed AS
SELECT op, line, exercise, amount FROM counted
WHERE kind = 'commitment'
    OR (kind = 'adjustment' AND "commitment" IS NOT NULL)
    OR (kind = 'payment' AND "commitment" IS NULL);

-- lost (retraits non réutilisables): − withdrawals from commitments that are not reusable; by default a withdrawal is
-- reusable in the commitment's own exercise (decree 2012-1246, art. 160).
CREATE VIEW lost AS
SELECT w.op, w.line, w.exercise, -w.amount AS amount
FROM counted AS w
JOIN adjustment AS a ON a.n = w.n
JOIN operation AS c ON c.kind = 'commitment' AND c.n = w."commitment"
WHERE w.kind = 'adjustment' AND w.amount < 0 AND NOT COALESCE(a.reusable, w.exercise = c.exercise);

-- cp-opened, cp-frozen (CP ouverts, gelés): as above, in CP.
CREATE VIEW cp_opened AS
SELECT op, line, exercise, cp AS amount FROM credit WHERE kind NOT IN ('freeze', 'release') AND cp <> 0;
CREATE VIEW cp_frozen AS
SELECT op, line, exercise, cp AS amount FROM credit WHERE kind IN ('freeze', 'release') AND cp <> 0;

-- paid (CP payés): payments.
CREATE VIEW paid AS
SELECT op, line, exercise, amount FROM counted WHERE kind = 'payment';

-- delivered (service fait): deliveries + payments made on a line.
CREATE VIEW delivered AS
SELECT op, line, exercise, amount FROM counted
WHERE kind = 'delivery' OR (kind = 'payment' AND "commitment" IS NULL);

-- What each commitment amounts to after each operation on it: firm, delivered and paid. `every_account` says what that
-- is, `account` keeps it.
CREATE VIEW every_account AS
SELECT op, kind, "commitment", amount,
    sum(CASE WHEN kind IN ('commitment', 'adjustment') THEN amount ELSE 0 END) OVER whole AS firm,
    sum(CASE WHEN kind = 'delivery' THEN amount ELSE 0 END) OVER whole AS delivered,
    sum(CASE WHEN kind = 'payment' THEN amount ELSE 0 END) OVER whole AS paid
FROM counted WHERE "commitment" IS NOT NULL
WINDOW whole AS (PARTITION BY "commitment" ORDER BY op ROWS UNBOUNDED PRECEDING);
CREATE TABLE account AS SELECT * FROM every_account;

-- payable (charges à payer): for each commitment, delivered − paid, not below 0; it belongs to the commitment's own
-- exercise.
CREATE VIEW payable AS
SELECT due.op, c.line, c.exercise, max(due.after, 0) - max(due.before, 0) AS amount
FROM (
    SELECT op, "commitment", delivered - paid AS after,
        delivered - paid - CASE kind WHEN 'payment' THEN -amount ELSE amount END AS before
    FROM account WHERE kind IN ('delivery', 'payment')
) AS due
JOIN operation AS c ON c.kind = 'commitment' AND c.n = due."commitment"
WHERE max(due.after, 0) <> max(due.before, 0);

-- Every measure as a sum of the ten above.
--   available (AE disponibles)    = opened − frozen − reserved − committed − lost
--   cp-available (CP disponibles) = cp-opened − cp-frozen − paid, where the budget follows CP
--   outstanding (reste à payer)   = committed − paid
CREATE TABLE formula (measure TEXT NOT NULL, term TEXT NOT NULL, sign INTEGER NOT NULL, PRIMARY KEY (term, measure)) WITHOUT ROWID;
INSERT INTO formula VALUES
    ('opened', 'opened', 1), ('frozen', 'frozen', 1), ('reserved', 'reserved', 1), ('committed', 'committed', 1),
    ('lost', 'lost', 1), ('cp-opened', 'cp-opened', 1), ('cp-frozen', 'cp-frozen', 1), ('paid', 'paid', 1),
    ('delivered', 'delivered', 1), ('payable', 'payable', 1),
    ('available', 'opened', 1), ('available', 'frozen', -1), ('available', 'reserved', -1),
    ('available', 'committed', -1), ('available', 'lost', -1),
    ('outstanding', 'committed', 1), ('outstanding', 'paid', -1);
INSERT INTO formula
SELECT column1, column2, column3 FROM follows_cp, (
    VALUES ('cp-available', 'cp-opened', 1), ('cp-available', 'cp-frozen', -1), ('cp-available', 'paid', -1)
) WHERE yes;

-- The entries of all measures together: `every_entry` says what they are, `entry` keeps them.
CREATE VIEW every_entry AS
SELECT 'opened' AS measure, op, line, exercise, amount FROM opened
UNION ALL SELECT 'frozen', op, line, exercise, amount FROM frozen
UNION ALL SELECT 'reserved', op, line, exercise, amount FROM reserved
UNION ALL SELECT 'committed', op, line, exercise, amount FROM committed
UNION ALL SELECT 'lost', op, line, exercise, amount FROM lost
UNION ALL SELECT 'cp-opened', op, line, exercise, amount FROM cp_opened
UNION ALL SELECT 'cp-frozen', op, line, exercise, amount FROM cp_frozen
UNION ALL SELECT 'paid', op, line, exercise, amount FROM paid
UNION ALL SELECT 'delivered', op, line, exercise, amount FROM delivered
UNION ALL SELECT 'payable', op, line, exercise, amount FROM payable;

CREATE TABLE entry (measure TEXT NOT NULL, op INTEGER NOT NULL, line INTEGER NOT NULL, exercise INTEGER NOT NULL, amount INTEGER NOT NULL);
INSERT INTO entry SELECT measure, op, line, exercise, amount FROM every_entry;

-- What is asked for, summed by line and by exercise, is kept in `own` until another question is asked; answers put these
-- sums into positions.
CREATE TEMP VIEW every_own AS
SELECT line, entry.exercise, measure AS term, sum(amount) AS amount
FROM entry, asked
WHERE op < asked.until AND (asked.exercise IS NULL OR entry.exercise = asked.exercise)
GROUP BY line, entry.exercise, measure;
CREATE TEMP TABLE own (line INTEGER NOT NULL, exercise INTEGER NOT NULL, term TEXT NOT NULL, amount INTEGER NOT NULL);
INSERT INTO own SELECT line, exercise, term, amount FROM every_own;

-- The position of each line with all below it.
CREATE TEMP VIEW position AS
SELECT above.line, formula.measure, sum(formula.sign * own.amount) AS amount
FROM own JOIN above ON above.below = own.line JOIN formula ON formula.term = own.term
GROUP BY above.line, formula.measure;

-- The last observation of each indicator by the day that is asked for.
CREATE TEMP VIEW observed AS
SELECT indicator.n, (
    SELECT observation.n FROM observation
    WHERE observation.indicator = indicator.id AND (asked.as_of IS NULL OR "to" <= asked.as_of)
    ORDER BY "to" DESC, observation.n DESC LIMIT 1
) AS last
FROM indicator, asked;

-- What the measure of each assertion is at the end of its day.
CREATE TEMP VIEW asserted AS
SELECT n, date, day, line, exercise, measure, amount, source, COALESCE((
    SELECT sum(formula.sign * entry.amount)
    FROM formula JOIN entry ON entry.measure = formula.term
    WHERE formula.measure = assertion.measure
        AND entry.op < (assertion.day + 1 << 36)
        AND (assertion.exercise IS NULL OR entry.exercise = assertion.exercise)
        AND (assertion.line IS NULL OR entry.line IN (
            SELECT below FROM above JOIN line ON line.n = above.line WHERE line.id = assertion.line
        ))
), 0) AS actual
FROM assertion;
