-- Fields whose tokens look like their values: suites 3 and 4, and which characters they replace.
alter table field
    drop constraint field_suite_check,
    add constraint field_suite_check check (suite in (1, 2, 3, 4)),
    add column alphabet text;
