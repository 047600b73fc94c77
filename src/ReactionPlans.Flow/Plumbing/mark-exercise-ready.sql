-- Notes that everything an exercise needs is in. 1 row. Used by Purpose, as owner.
update plumbing.purpose set ready = true;
