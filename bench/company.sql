-- A made-up company of any size. Every draw is a hash of the row, a salt and the seed: the same
-- seed makes the same company, in any order and on any number of threads. Moments are those of
-- the agreement's wall clock, as an export writes them.
CREATE MACRO draw(i, salt) AS (hash(i, salt, getvariable('seed')) % 1000003) / 1000003.0;
CREATE MACRO one_of(choices, i, salt) AS choices[1 + floor(draw(i, salt) * len(choices))::INT];
CREATE MACRO moment(days) AS TIMESTAMP '2023-06-01' + to_seconds((days * 86400)::BIGINT);
-- Each person comes in once, over 35 of the 36 months.
CREATE MACRO came_in(person) AS draw(person, 'came in') * 1065;

CREATE VIEW accounts AS
SELECT
    'A' || i AS account_id,
    'Firm ' || i AS name,
    one_of(['manufacturing', 'transport', 'retail', 'construction'], i, 'industry') AS industry,
    (5 + draw(i, 'size') ^ 3 * 900)::INT AS n_employees,
    one_of(['MTL', 'QCA', 'EST', 'OUT', 'EON', 'XYZ'], i, 'territory') AS territory
FROM range(getvariable('n_contacts') // 5) AS made(i);

CREATE VIEW contacts AS
SELECT
    'C' || i AS contact_id,
    'A' || i % (getvariable('n_contacts') // 5) AS account_id,
    'person' || i || '@firm' || i % 9973 || '.example' AS email,
    one_of(
        ['Présidente', 'Directeur TI', 'Contrôleure', 'Commis', 'Acheteuse', NULL], i, 'title'
    ) AS job_title,
    one_of(['buyer', 'buyer', 'buyer', 'student', 'other'], i, 'type') AS contact_type
FROM range(getvariable('n_contacts')) AS made(i);

CREATE VIEW users AS
SELECT
    'U' || i AS user_id,
    'Person ' || i AS name,
    'user' || i || '@boucle.example' AS email,
    'sales' AS team,
    one_of(['MTL', 'QCA', 'EST', 'OUT', 'EON'], i, 'territory') AS territory
FROM range(24) AS made(i);

CREATE VIEW campaigns AS
SELECT
    'K' || i AS campaign_id,
    'Campaign ' || i AS name,
    (
        ['event', 'webinar', 'display', 'paid_search', 'paid_social', 'video', 'email', 'social']
    )[1 + i % 8] AS channel,
    moment(i * 12)::DATE AS starts_on
FROM range(60) AS made(i);

-- The first touchpoint of each person brings them in; a few people leave most of the others.
CREATE VIEW touchpoints AS
WITH drawn AS (
    SELECT
        i,
        CASE
            WHEN i < getvariable('n_contacts') THEN i
            ELSE floor(draw(i, 'person') ^ 2 * getvariable('n_contacts'))::BIGINT
        END AS person,
        CASE WHEN i < getvariable('n_contacts') THEN 0 ELSE draw(i, 'later') ^ 2 * 120 END AS later,
        one_of(range(14), i, 'way') AS way
    FROM range(getvariable('n_touchpoints')) AS made(i)
)
SELECT
    'T' || i AS touchpoint_id,
    'C' || person AS contact_id,
    moment(least(came_in(person) + later, 1090)) AS occurred_at,
    one_of(
        [
            'page_view', 'page_view', 'page_view', 'form', 'white_paper', 'pricing_page',
            'email_click', 'direct_request'
        ],
        i, 'kind'
    ) AS kind,
    ([
        'google', 'google', 'bing', 'linkedin', 'linkedin', 'facebook', 'youtube', 'newsletter',
        'salon_ti', 'webinaire_cyber', 'partenaire', 'criteo', 'direct', 'prospection'
    ])[1 + way] AS origin_source,
    ([
        'cpc', 'organic', 'organic', 'cpc', 'social', 'paid_social', 'video', 'email',
        'event', 'webinar', 'partner', 'display', '(none)', 'outbound'
    ])[1 + way] AS medium,
    CASE WHEN draw(i, 'campaign?') < 0.4 THEN 'K' || floor(draw(i, 'campaign') * 60)::INT END
        AS campaign_id
FROM drawn;

CREATE VIEW leads AS
SELECT
    'L' || i AS lead_id,
    'C' || i AS contact_id,
    'A' || i % (getvariable('n_contacts') // 5) AS account_id,
    moment(came_in(i) + draw(i, 'opened') * 2) AS opened_at,
    CASE WHEN draw(i, 'origin?') < 0.7 THEN 'T' || i END AS origin_touchpoint_id,
    one_of(['INFOGERANCE', 'CYBER', 'NUAGE', NULL], i, 'service') AS service_interest,
    'U' || i % 24 AS owner_id
FROM range(getvariable('n_leads')) AS made(i);

CREATE VIEW stage_changes AS
SELECT
    'S' || i || '-' || to_stage AS stage_change_id,
    'lead' AS subject,
    'L' || i AS subject_id,
    to_stage,
    moment(least(came_in(i) + days, 1090)) AS occurred_at
FROM
    range(getvariable('n_leads')) AS made(i),
    (
        VALUES
        ('mql', 0.6, 3), ('sal', 0.4, 5), ('sql', 0.25, 12), ('recycled', 0.1, 15),
        ('disqualified', 0.05, 9)
    ) AS steps(to_stage, reach, days)
WHERE draw(i, CASE WHEN to_stage IN ('mql', 'sal', 'sql') THEN 'reach' ELSE to_stage END) < reach;

CREATE VIEW handoffs AS
SELECT
    'H' || i AS handoff_id,
    'L' || i AS lead_id,
    'U' || i % 24 AS to_user_id,
    moment(came_in(i) + 3.5) AS handed_over_at
FROM range(getvariable('n_leads')) AS made(i)
WHERE draw(i, 'reach') < 0.6;

CREATE VIEW dispositions AS
SELECT
    'D' || i AS disposition_id,
    'L' || i AS lead_id,
    'H' || i AS handoff_id,
    'U' || i % 24 AS user_id,
    CASE WHEN draw(i, 'reach') < 0.4 THEN 'accepted' ELSE 'rejected' END AS answer,
    moment(came_in(i) + 5) AS occurred_at
FROM range(getvariable('n_leads')) AS made(i)
WHERE draw(i, 'reach') < 0.6;

CREATE VIEW activities AS
SELECT
    'V' || i AS activity_id,
    'C' || i AS contact_id,
    'L' || i AS lead_id,
    'U' || i % 24 AS user_id,
    one_of(['call', 'email', 'meeting'], i, 'activity') AS kind,
    TRUE AS is_human,
    draw(i, 'two way') < 0.5 AS is_two_way,
    moment(came_in(i) + 6) AS occurred_at
FROM range(getvariable('n_leads')) AS made(i)
WHERE draw(i, 'reach') < 0.6;

-- Every fifth lead opens a deal.
CREATE VIEW opportunities AS
WITH drawn AS (
    SELECT
        i,
        came_in(i) + 10 + draw(i, 'deal') * 20 AS created,
        10 + draw(i, 'length') ^ 2 * 200 AS days,
        draw(i, 'outcome') AS luck
    FROM range(0, getvariable('n_leads'), 5) AS made(i)
)
SELECT
    'O' || i AS opportunity_id,
    'A' || i % (getvariable('n_contacts') // 5) AS account_id,
    'L' || i AS lead_id,
    'U' || i % 24 AS owner_id,
    one_of(['INFOGERANCE', 'CYBER', 'NUAGE'], i, 'service') AS service,
    round(2000 + draw(i, 'amount') ^ 3 * 90000, 2) AS amount,
    CASE
        WHEN created + days > 1090 THEN 'open' WHEN luck < 0.3 THEN 'won'
        WHEN luck < 0.85 THEN 'lost' ELSE 'open'
    END AS outcome,
    moment(least(created, 1090)) AS created_at,
    CASE WHEN created + days <= 1090 AND luck < 0.85 THEN moment(created + days) END AS closed_at
FROM drawn;

CREATE VIEW opportunity_contacts AS
SELECT
    'O' || i AS opportunity_id,
    'C' || (i + other) % getvariable('n_contacts') AS contact_id
FROM range(0, getvariable('n_leads'), 5) AS made(i), range(2) AS people(other);

CREATE VIEW contracts AS
SELECT
    'Q' || i AS contract_id,
    'A' || i % (getvariable('n_contacts') // 5) AS account_id,
    'O' || i AS opportunity_id,
    moment(least(came_in(i) + 90, 1090))::DATE AS starts_on
FROM range(0, getvariable('n_leads'), 5) AS made(i)
WHERE draw(i, 'outcome') < 0.3;

-- A line a week and campaign.
CREATE VIEW spend AS
SELECT
    'M' || i AS spend_id,
    moment(7 * (i // 60))::DATE AS spent_on,
    'K' || i % 60 AS campaign_id,
    round(100 + draw(i, 'spent') * 900, 2) AS amount
FROM range(60 * 155) AS made(i);
