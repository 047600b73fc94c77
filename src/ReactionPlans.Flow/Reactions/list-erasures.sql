-- Which erasures this database knows of. Used by PersonBook.
select id from reactions.erasure;
