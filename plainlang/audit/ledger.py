"""The ledger of an audit folder: one SQLite file with every run and every row.

A row is written in one transaction and named by run and path, so nothing is lost or counted twice when a run is
stopped, killed or done again. It is also the history: earlier runs stay, so that the trend can be drawn.
"""

from __future__ import annotations

SCHEMA = """
create table if not exists run (
    id integer primary key,
    begun text not null,          -- date and time, ISO 8601 with zone
    ended text,                   -- null while a run is not through
    version text not null,        -- of plainlang
    key text not null,            -- digest of settings, glossary, options: a run is only resumed with the same
    paths text not null           -- JSON list of the paths as they were named
);
create table if not exists row (
    run integer not null references run(id),
    path text not null,
    folder text not null,
    kind text not null,
    digest text not null,
    error text,
    words integer not null,
    sentences integer not null,
    grade real,
    must integer not null,
    should integer not null,
    note integer not null,
    verdict text not null,
    accurate integer, informative integer, empathetic integer, plain integer,
    weight real not null,
    failed text not null,         -- JSON list of check ids
    page text not null,           -- file name of the letter's page under pages/, empty for none
    primary key (run, path)
) without rowid;
create table if not exists costly (
    run integer not null, path text not null,
    rule text not null, level text not null, words text not null, plain text not null, count integer not null,
    primary key (run, path, rule, words, level, plain)
) without rowid;
create table if not exists paragraph (
    run integer not null, path text not null, number integer not null,
    text text not null, words text not null, weight real not null,
    primary key (run, path, number)
) without rowid;
"""
