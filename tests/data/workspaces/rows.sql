-- Rows for a workspace of every schema, written for this test: the tables of schema N are filled by
-- the parts "from" 1 to N, but for those that are "until" less than N. Every table has a row.

-- from 1
INSERT INTO memory (id, name, created) VALUES (1, 'News', 1700000000), (2, 'Old', 1700000001);
INSERT INTO project (id, name, memory, created) VALUES (1, 'news', 1, 1700000000);
INSERT INTO document (id, project, name, origin, format, skeleton, styles, created, visible, active_segment)
VALUES (1, 1, 'article', '/home/me/article.md', 'markdown',
    '{"parts":[{"literal":"# "},{"block":0},{"literal":"\n\n"},{"block":1},{"literal":"\n"}]}',
    '[{"heading":1},"paragraph"]', 1700000002, 1, 2);
INSERT INTO segment (id, document, paragraph, place, kind, for_translation, leading, source, trailing, target, status, origin)
VALUES (1, 1, 0, 0, 'headline', 1, '', 'هدنة جديدة في المدينة', '', 'New truce in the city', 'confirmed', '"typed"'),
    (2, 1, 1, 0, 'body', 1, '', 'أعلنت الحكومة هدنة جديدة.', ' ', 'The government', 'draft', '{"memory":85.0}'),
    (3, 1, 1, 1048576, 'body', 0, '', 'ورحبت بها المنظمة.', '', '', 'untranslated', '"source"');
INSERT INTO history (id, segment, document, at, author, action, source, target_before, status_before, target, status, unit, unit_target_before)
VALUES (1, 1, 1, 1700000003, 'Salma', 'confirm', 'هدنة جديدة في المدينة', '', 'draft', 'New truce in the city', 'confirmed', 1, NULL);
INSERT INTO unit (id, memory, context_hash, source, target, source_tag, target_tag, previous_source, next_source, author, created, changed, project, document, import)
VALUES (1, 1, 77, 'هدنة جديدة في المدينة', 'New truce in the city', 'ar', 'en', NULL, 'أعلنت الحكومة هدنة جديدة.', 'Salma', 1700000003, 1700000003, 'news', 'article', NULL),
    (2, 2, 78, 'اجتماع طارئ لمجلس الأمن', 'Emergency meeting of the Security Council', 'ar-EG', 'en-GB', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1);
INSERT INTO finished_import (id, memory, origin, at) VALUES (1, 2, '/home/me/old.tmx', 1700000004);
INSERT INTO termbase (id, name, created) VALUES (1, 'Own', 1700000000);
INSERT INTO term (id, termbase, source, forms, translations, part_of_speech, domain, note, created, changed, author)
VALUES (1, 1, 'هدنة', '["هُدَن"]', '[{"text":"truce","status":"preferred"},{"text":"armistice","status":"admitted"}]',
    'noun', 'politics', 'not ceasefire', 1700000005, 1700000006, 'Salma');
INSERT INTO setting (name, value) VALUES ('theme', 'dark');

-- from 2
INSERT INTO name (project, source, spelling, changed, author)
VALUES (1, 'سلمى حداد', 'Salma Haddad', 1700000007, 'Salma');

-- from 3
UPDATE memory SET units = 1;
INSERT INTO begun_import (id) VALUES (9);
INSERT INTO fresh_unit (unit) VALUES (1), (2);
INSERT INTO unit (id, memory, context_hash, source, target, source_tag, target_tag, import)
VALUES (3, 2, 79, 'وحدة من استيراد لم يكتمل', 'A unit of an unfinished import', 'ar', 'en', 9);

-- from 3 until 5
INSERT INTO unit_run (id, memory, import, first, units) VALUES (1, 2, 1, 2, 1);
INSERT INTO unit_run_word (run, core, frequency, near, far) VALUES (1, 5, 1, x'00', x'');
INSERT INTO unit_run_page (run, page, units) VALUES (1, 0, zeroblob(24));

-- from 4
UPDATE term SET definition = 'a halt in fighting', example = 'أعلنت هدنة', reference = 'style guide', client = 'Agency';

-- from 5
INSERT INTO concordance_run (id, first, last) VALUES (1, 1, 2);
INSERT INTO concordance_word (run, core, word, units) VALUES (1, 'هدن', 'هدنة', NULL);
INSERT INTO concordance_changed (unit) VALUES (2);

-- from 6
UPDATE begun_import SET first_unit = 3;
INSERT INTO unit_run (id, memory, import, first, units, contexts) VALUES (1, 2, 1, 2, 0, 1);
INSERT INTO unit_run_word (id, frequency, near, far) VALUES ((1 << 47) | 5, 1, x'', x'');
INSERT INTO unit_run_page (id, units) VALUES (1 << 24, x'');
INSERT INTO unit_run_context (id, units) VALUES (1 << 24, x'');

-- from 7
UPDATE unit SET origin = 'file', extra = '=5' WHERE id = 2;
UPDATE memory SET read_only = 1, penalty = 2.5 WHERE id = 2;
INSERT INTO project_memory (project, memory, place, used) VALUES (1, 2, 0, 1), (1, 1, 1, 1);

-- from 8
UPDATE termbase SET read_only = 1;
UPDATE project SET termbase = 1;
INSERT INTO project_termbase (project, termbase, place, used) VALUES (1, 1, 0, 1);

-- from 9
INSERT INTO concordance_sheet (id, words) VALUES (1 << 24, 'هدنة');

-- from 10
INSERT INTO unit_change (id, at, author, action, confirmation, state)
VALUES (1, 1700000008, 'Salma', 'edit', NULL, 'done');
INSERT INTO unit_history (id, change, undone, unit, kept, present, is_fresh, is_listed, memory, source, target,
    source_tag, target_tag, previous_source, next_source, author, created, changed, project, document, origin, extra)
VALUES (1, 1, 0, 1, NULL, 1, 1, 0, 1, 'هدنة جديدة في المدينة', 'A new truce', 'ar', 'en', NULL,
    'أعلنت الحكومة هدنة جديدة.', 'Salma', 1700000003, 1700000003, 'news', 'article', 'confirmed', NULL);
INSERT OR REPLACE INTO article (document, name, address, outlet, published)
VALUES (1, 'article', '/home/me/article.md', 'Agency', '2023-11-14');

-- from 11
INSERT INTO term_history (id, term, at, author, action, termbase, entry)
VALUES (1, 1, 1700000009, 'Salma', 'edit', 1, '{"id":1,"source":"هدنة","translations":[{"text":"cease-fire","status":"preferred"}]}');

-- from 12
UPDATE document SET skeleton = CAST(skeleton AS BLOB);

-- from 13
UPDATE segment SET origin = '"machine"' WHERE id = (SELECT max(id) FROM segment);

-- from 14
UPDATE article SET byline = 'Rana', fetched = 1700000010, digest = 'ab';

-- from 15
INSERT INTO ignored_finding (check_name, source, message, at, author)
VALUES ('numbers', 'هدنة جديدة', '12 is not in the source', 1700000011, 'Salma');
