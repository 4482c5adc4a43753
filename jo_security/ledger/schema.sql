-- The records as the budget gives them. `n` is the number of a record in its table, from 0 in the budget's order;
-- dates are ISO text, `day` is the same date as a count of days, amounts are integer cents.

CREATE TABLE budget (
    id TEXT NOT NULL, label TEXT NOT NULL, currency TEXT NOT NULL, envelope INTEGER,
    start TEXT, "end" TEXT, first_day INTEGER, last_day INTEGER, source TEXT, note TEXT
);

CREATE TABLE controls (
    annual INTEGER NOT NULL, commitment TEXT NOT NULL, envelope TEXT NOT NULL, movement TEXT NOT NULL,
    payment TEXT NOT NULL, early_warning TEXT NOT NULL, tolerance INTEGER NOT NULL
);

CREATE TABLE visa_threshold (n INTEGER PRIMARY KEY, since TEXT NOT NULL, title INTEGER, threshold INTEGER NOT NULL, source TEXT);

CREATE TABLE programme (n INTEGER PRIMARY KEY, id TEXT NOT NULL, label TEXT NOT NULL, ministry TEXT, source TEXT, note TEXT);

CREATE TABLE line (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, label TEXT NOT NULL, programme TEXT, parent TEXT, title INTEGER,
    allocation INTEGER, illustrative INTEGER, source TEXT, note TEXT
);

CREATE TABLE tag (line INTEGER NOT NULL, tag TEXT NOT NULL);

CREATE TABLE movement (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, date TEXT NOT NULL, day INTEGER NOT NULL,
    exercise INTEGER NOT NULL, line TEXT, "from" TEXT, "to" TEXT, from_exercise INTEGER, ae INTEGER, cp INTEGER,
    reference TEXT, source TEXT, note TEXT
);

CREATE TABLE reservation (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, date TEXT NOT NULL, day INTEGER NOT NULL, exercise INTEGER NOT NULL,
    line TEXT NOT NULL, label TEXT NOT NULL, amount INTEGER NOT NULL, supplier TEXT, reference TEXT, note TEXT
);

CREATE TABLE commitment (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, date TEXT NOT NULL, day INTEGER NOT NULL, exercise INTEGER NOT NULL,
    line TEXT NOT NULL, supplier TEXT NOT NULL, label TEXT NOT NULL, amount INTEGER NOT NULL, ceiling INTEGER,
    reservation TEXT, visa_number TEXT, visa_date TEXT, visa_by TEXT, reference TEXT, note TEXT,
    scheduled INTEGER NOT NULL,
    tags TEXT               -- an array of JSON
);

CREATE TABLE adjustment (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, date TEXT NOT NULL, day INTEGER NOT NULL, exercise INTEGER NOT NULL,
    "commitment" TEXT NOT NULL, amount INTEGER NOT NULL, reason TEXT NOT NULL, reusable INTEGER,
    visa_number TEXT, visa_date TEXT, visa_by TEXT, reference TEXT, note TEXT, scheduled INTEGER NOT NULL
);

CREATE TABLE delivery (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, date TEXT NOT NULL, day INTEGER NOT NULL, exercise INTEGER NOT NULL,
    "commitment" TEXT NOT NULL, amount INTEGER NOT NULL, note TEXT
);

CREATE TABLE payment (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, date TEXT NOT NULL, day INTEGER NOT NULL, exercise INTEGER NOT NULL,
    amount INTEGER NOT NULL, "commitment" TEXT, line TEXT, label TEXT, reference TEXT, note TEXT
);

CREATE TABLE plan (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, date TEXT NOT NULL, day INTEGER NOT NULL, line TEXT NOT NULL,
    label TEXT NOT NULL, amount INTEGER NOT NULL, probability TEXT NOT NULL, scenario TEXT NOT NULL
);

CREATE TABLE assertion (
    n INTEGER PRIMARY KEY, date TEXT NOT NULL, day INTEGER NOT NULL, amount INTEGER NOT NULL, measure TEXT NOT NULL,
    line TEXT, exercise INTEGER, source TEXT
);

-- `actual` is the digest of what is there now.
CREATE TABLE closing (
    n INTEGER PRIMARY KEY, "to" TEXT NOT NULL, date TEXT NOT NULL, day INTEGER NOT NULL, "by" TEXT NOT NULL,
    digest TEXT NOT NULL, actual TEXT NOT NULL
);

CREATE TABLE indicator (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, programme TEXT NOT NULL, label TEXT NOT NULL, unit TEXT NOT NULL,
    goal TEXT, better TEXT, source TEXT, note TEXT
);

CREATE TABLE observation (
    n INTEGER PRIMARY KEY, indicator TEXT NOT NULL, value TEXT NOT NULL, "from" TEXT, "to" TEXT NOT NULL,
    source TEXT, note TEXT
);

CREATE TABLE milestone (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, programme TEXT NOT NULL, label TEXT NOT NULL, due TEXT, done TEXT,
    source TEXT, note TEXT
);

-- What stands inside records: the shares of a schedule or of a plan, and the decisions to pass a limit.
CREATE TABLE share (kind TEXT NOT NULL, n INTEGER NOT NULL, exercise INTEGER NOT NULL, cp INTEGER NOT NULL);
CREATE TABLE override (
    kind TEXT NOT NULL, n INTEGER NOT NULL, "by" TEXT NOT NULL, reason TEXT NOT NULL, date TEXT NOT NULL,
    PRIMARY KEY (kind, n)
) WITHOUT ROWID;

-- The order across tables of withdrawals and credit notes that meet on one day and one commitment.
CREATE TABLE first_of (kind TEXT NOT NULL, n INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (kind, n)) WITHOUT ROWID;

-- Every id that a reference may name, and every reference, with the record and the key that holds it.
CREATE VIEW named AS
SELECT 'programme' AS kind, n, id FROM programme
UNION ALL SELECT 'line', n, id FROM line
UNION ALL SELECT 'movement', n, id FROM movement
UNION ALL SELECT 'reservation', n, id FROM reservation
UNION ALL SELECT 'commitment', n, id FROM "commitment"
UNION ALL SELECT 'adjustment', n, id FROM adjustment
UNION ALL SELECT 'delivery', n, id FROM delivery
UNION ALL SELECT 'payment', n, id FROM payment
UNION ALL SELECT 'plan', n, id FROM plan
UNION ALL SELECT 'indicator', n, id FROM indicator
UNION ALL SELECT 'milestone', n, id FROM milestone;

CREATE VIEW reference AS
SELECT 'line' AS kind, n, id AS record, 'parent' AS "key", parent AS target, 'line' AS wants, NULL AS or_wants FROM line
UNION ALL SELECT 'line', n, id, 'programme', programme, 'programme', NULL FROM line
UNION ALL SELECT 'movement', n, id, 'line', line, 'line', NULL FROM movement
UNION ALL SELECT 'movement', n, id, 'from', "from", 'line', NULL FROM movement
UNION ALL SELECT 'movement', n, id, 'to', "to", 'line', NULL FROM movement
UNION ALL SELECT 'reservation', n, id, 'line', line, 'line', NULL FROM reservation
UNION ALL SELECT 'commitment', n, id, 'line', line, 'line', NULL FROM "commitment"
UNION ALL SELECT 'commitment', n, id, 'reservation', reservation, 'reservation', NULL FROM "commitment"
UNION ALL SELECT 'adjustment', n, id, 'commitment', "commitment", 'commitment', 'reservation' FROM adjustment
UNION ALL SELECT 'delivery', n, id, 'commitment', "commitment", 'commitment', NULL FROM delivery
UNION ALL SELECT 'payment', n, id, 'commitment', "commitment", 'commitment', NULL FROM payment
UNION ALL SELECT 'payment', n, id, 'line', line, 'line', NULL FROM payment
UNION ALL SELECT 'plan', n, id, 'line', line, 'line', NULL FROM plan
UNION ALL SELECT 'assertion', n, 'assertion ' || (n + 1), 'line', line, 'line', NULL FROM assertion
UNION ALL SELECT 'indicator', n, id, 'programme', programme, 'programme', NULL FROM indicator
UNION ALL SELECT 'observation', n, 'observation ' || (n + 1), 'indicator', indicator, 'indicator', NULL FROM observation
UNION ALL SELECT 'milestone', n, id, 'programme', programme, 'programme', NULL FROM milestone;

-- The ids that may be named, for looking them up.
CREATE TABLE known (wants TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (wants, id)) WITHOUT ROWID;

-- What is asked for: operations with a key under `until`, of one exercise or (NULL) of all; one row, set by answers.
CREATE TEMP TABLE asked (until INTEGER NOT NULL, as_of TEXT, exercise INTEGER);
INSERT INTO asked VALUES (9223372036854775807, NULL, NULL);

-- The lines that are looked at: all of them, unless answers narrow them.
CREATE TEMP TABLE asked_line (line INTEGER PRIMARY KEY);

-- Which lines and commitments the rules look at: all at an opening, a few when one operation is tried.
CREATE TEMP TABLE scope_line (line INTEGER PRIMARY KEY);
CREATE TEMP TABLE scope_commitment ("commitment" INTEGER PRIMARY KEY);
