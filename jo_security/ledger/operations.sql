-- What the records amount to once every reference leads somewhere: the tree of lines, and the operations in time.

-- Each line with itself and every line above it.
CREATE TABLE above (below INTEGER NOT NULL, line INTEGER NOT NULL, distance INTEGER NOT NULL, PRIMARY KEY (below, line)) WITHOUT ROWID;
WITH RECURSIVE up (below, line, distance) AS (
    SELECT n, n, 0 FROM line
    UNION ALL
    SELECT up.below, parent.n, up.distance + 1
    FROM up JOIN line ON line.n = up.line JOIN line AS parent ON parent.id = line.parent
)
INSERT INTO above SELECT below, line, distance FROM up;

-- A line's programme, title and illustrative in force: its own, else that of the nearest line above that states one.
CREATE TABLE in_force AS
SELECT n AS line,
    (SELECT programme FROM above JOIN line AS a ON a.n = above.line
     WHERE below = line.n AND programme IS NOT NULL ORDER BY distance LIMIT 1) AS programme,
    (SELECT title FROM above JOIN line AS a ON a.n = above.line
     WHERE below = line.n AND a.title IS NOT NULL ORDER BY distance LIMIT 1) AS title,
    COALESCE((SELECT illustrative FROM above JOIN line AS a ON a.n = above.line
     WHERE below = line.n AND a.illustrative IS NOT NULL ORDER BY distance LIMIT 1), 0) AS illustrative
FROM line;

-- Tags add up from parent to child.
CREATE TABLE tag_in_force AS
SELECT DISTINCT above.below AS line, tag.tag FROM above JOIN tag ON tag.line = above.line;

-- An operation's key `op` is its place in time: its day, its rank within the day, its order in the budget. So running
-- balances, and positions as of a day, are ranges of one integer.
CREATE TABLE operation (
    op INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,             -- its table; an allocation's is 'allocation', with the line's number
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    date TEXT NOT NULL,
    exercise INTEGER NOT NULL,
    line INTEGER,                   -- the line's number; of a transfer, none: see credit
    amount INTEGER,                 -- cents, signed; of a movement, none: see credit
    "commitment" INTEGER,           -- the number of the commitment that it is, or that it names
    reservation INTEGER,            -- likewise of the reservation
    sound INTEGER NOT NULL          -- 0 where it is dated before what it names (JO122)
);

-- Ranks within a day: 0 allocations, 1 to 6 movements by their kind, 7 withdrawals and credit notes on operations of an
-- earlier day, 8 reservations, 9 commitments, 10 other adjustments, 11 deliveries, 12 other payments.
CREATE TEMP TABLE rank_of_movement (kind TEXT PRIMARY KEY, rank INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO rank_of_movement VALUES
    ('opening', 1), ('carry-over', 2), ('freeze', 3), ('release', 4), ('transfer', 5), ('cancellation', 6);

INSERT INTO operation
SELECT (budget.first_day * 16 + 0 << 32) + line.n, 'allocation', line.n, line.id, budget.start,
    CAST(substr(budget.start, 1, 4) AS INTEGER), line.n, NULL, NULL, NULL, 1
FROM line, budget WHERE line.allocation IS NOT NULL;

INSERT INTO operation
SELECT (day * 16 + its.rank << 32) + n, 'movement', n, id, date, exercise, NULL, NULL, NULL, NULL, 1
FROM movement JOIN rank_of_movement AS its ON its.kind = movement.kind;

INSERT INTO operation
SELECT (day * 16 + 8 << 32) + r.n, 'reservation', r.n, r.id, r.date, r.exercise, line.n, r.amount, NULL, r.n, 1
FROM reservation AS r JOIN line ON line.id = r.line;
CREATE INDEX movement_of ON operation (n) WHERE kind = 'movement';
CREATE INDEX reservation_of ON operation (n) WHERE kind = 'reservation';

INSERT INTO operation
SELECT (c.day * 16 + 9 << 32) + c.n, 'commitment', c.n, c.id, c.date, c.exercise, line.n, c.amount, c.n, r.n,
    r.n IS NULL OR r.day <= c.day
FROM "commitment" AS c JOIN line ON line.id = c.line LEFT JOIN reservation AS r ON r.id = c.reservation;
CREATE INDEX commitment_of ON operation (n) WHERE kind = 'commitment';

-- What an adjustment, a delivery or a payment names, by id: the operation's number, line and day.
CREATE TEMP TABLE cause (id TEXT PRIMARY KEY, day INTEGER, line INTEGER, "commitment" INTEGER, reservation INTEGER) WITHOUT ROWID;
INSERT INTO cause SELECT id, op >> 36, line, "commitment", NULL FROM operation WHERE kind = 'commitment';
INSERT INTO cause SELECT id, op >> 36, line, NULL, reservation FROM operation WHERE kind = 'reservation';

-- Withdrawals and credit notes share one rank: where two of them meet on one commitment, first_of has their order in the
-- budget; elsewhere their order changes no balance that is checked.
INSERT INTO operation
SELECT CASE
        WHEN a.amount < 0 AND cause.day < a.day
        THEN (a.day * 16 + 7 << 32) + COALESCE((SELECT place FROM first_of WHERE kind = 'adjustment' AND n = a.n), 2 * a.n + (1 << 31))
        ELSE (a.day * 16 + 10 << 32) + a.n
    END,
    'adjustment', a.n, a.id, a.date, a.exercise, cause.line, a.amount, cause."commitment", cause.reservation,
    cause.day <= a.day
FROM adjustment AS a JOIN cause ON cause.id = a."commitment";

INSERT INTO operation
SELECT (d.day * 16 + 11 << 32) + d.n, 'delivery', d.n, d.id, d.date, d.exercise, cause.line, d.amount,
    cause."commitment", NULL, cause.day <= d.day
FROM delivery AS d JOIN cause ON cause.id = d."commitment";

INSERT INTO operation
SELECT CASE
        WHEN p.amount < 0 AND cause.day < p.day
        THEN (p.day * 16 + 7 << 32) + COALESCE((SELECT place FROM first_of WHERE kind = 'payment' AND n = p.n), 2 * p.n + (1 << 31) + 1)
        ELSE (p.day * 16 + 12 << 32) + p.n
    END,
    'payment', p.n, p.id, p.date, p.exercise, COALESCE(cause.line, line.n), p.amount, cause."commitment", NULL,
    cause.id IS NULL OR cause.day <= p.day
FROM payment AS p LEFT JOIN cause ON cause.id = p."commitment" LEFT JOIN line ON line.id = p.line;
DROP TABLE cause;

-- The sides of movements: each line and exercise that one raises or lowers, signed. The CP of an opening equal its AE
-- where it says nothing of them.
CREATE TABLE credit (op INTEGER NOT NULL, line INTEGER NOT NULL, exercise INTEGER NOT NULL, kind TEXT NOT NULL, ae INTEGER NOT NULL, cp INTEGER NOT NULL);
INSERT INTO credit
SELECT o.op, o.line, o.exercise, 'opening', line.allocation, 0
FROM operation AS o JOIN line ON line.n = o.n WHERE o.kind = 'allocation';
INSERT INTO credit
SELECT o.op, line.n, side.exercise, m.kind, side.sign * COALESCE(m.ae, 0),
    side.sign * COALESCE(m.cp, CASE m.kind WHEN 'opening' THEN m.ae END, 0)
FROM movement AS m
JOIN operation AS o ON o.kind = 'movement' AND o.n = m.n
JOIN (
    SELECT n, line, exercise, CASE WHEN kind IN ('cancellation', 'release') THEN -1 ELSE 1 END AS sign FROM movement
    WHERE line IS NOT NULL
    UNION ALL SELECT n, line, COALESCE(from_exercise, exercise - 1), -1 FROM movement WHERE kind = 'carry-over'
    UNION ALL SELECT n, "from", exercise, -1 FROM movement WHERE kind = 'transfer'
    UNION ALL SELECT n, "to", exercise, 1 FROM movement WHERE kind = 'transfer'
) AS side ON side.n = m.n
JOIN line ON line.id = side.line;

-- A budget in which no movement bears CP, whatever its date, does not follow CP.
CREATE TABLE follows_cp AS SELECT EXISTS (SELECT 1 FROM credit WHERE cp <> 0) AS yes;
