# What the page to explore says of faults, English.
# Fluent (projectfluent.org). The same ids and the same $gaps stand in both languages.

FieldNumber = { $field }: { $found } cannot be taken; write a whole number from 0 on.
FieldShare = { $field }: { $found } cannot be taken; write a number.
FieldEmpty = { $field }: nothing is written; write a number.
Unreadable = The request cannot be read ({ $fault }): load the page again.
ReplicatesOutside = { $found } replicates: choose { $least } to { $most }.
SameAsBaseline = The scenario is the same as the baseline: add a lever or change one, or all differences are 0.
NameTaken = `{ $name }` is a built-in scenario: give yours another name.
NoDirectory = Nothing is saved: start `lachan explore DIR` with a directory.
QueueFull = { $number } runs are waiting already: cancel one, or try again when the first is done.
NoRun = There is no such run, or it is too long ago.
NoResultYet = This run has no result yet.
NoFile = There is no such file.
NoScenario = There is no such scenario.
MoreThanShown = { $file } sets more than this page shows: choose it as the base of a new scenario.
