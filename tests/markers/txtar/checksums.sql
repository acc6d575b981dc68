# Lists of checksums. tests/cli/test_migrations.py compares sums with those of another implementation.

#==== not checksum: a directory in order
#---- atlas.sum
h1:Q3+K+UY3ulb9Jw9VU6WOtbi5Q/0s+1kLJ5DOxnxDU+c=
1_a.sql h1:BWdpCk7IV0Qu+a9HwFxsO2q8PhyRm12+CYcpBKTduRc=
#---- 1_a.sql
SELECT 1;

#==== checksum: a changed file
#---- atlas.sum
h1:Q3+K+UY3ulb9Jw9VU6WOtbi5Q/0s+1kLJ5DOxnxDU+c=
1_a.sql h1:BWdpCk7IV0Qu+a9HwFxsO2q8PhyRm12+CYcpBKTduRc=
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: checksum mismatch: the file was changed: 1_a.sql [checksum => h1:mmrPHOOjOKTIh+eKBoB2AUTEQlcAsudkXBBiNsk9+JU=\n1_a.sql h1:1d52htMYShpxdTriiymg4oosgxBl0Rmdoiun5UMX+dU=\n]
#---- 1_a.sql
SELECT 2;

#==== checksum: a file without a line
#---- atlas.sum
h1:Q3+K+UY3ulb9Jw9VU6WOtbi5Q/0s+1kLJ5DOxnxDU+c=
1_a.sql h1:BWdpCk7IV0Qu+a9HwFxsO2q8PhyRm12+CYcpBKTduRc=
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: checksum mismatch: a file was added: 0_b.sql [checksum => h1:fQ8I6+rs9lX+l/6ts0H1qzmNAjMRkEp/pcMgT3XnibM=\n0_b.sql h1:RW+H7jfT0kwaLG9Qe9cdkZNvxaeb+lUzAqO7NAe/gnw=\n1_a.sql h1:BSDcAEx4bZMR/qk2XiNPyv9Ev/VQZZeHd7h60/SBzCA=\n]
#---- 0_b.sql
SELECT 2;
#---- 1_a.sql
SELECT 1;

#==== checksum: a line without a file
#---- atlas.sum
h1:Q3+K+UY3ulb9Jw9VU6WOtbi5Q/0s+1kLJ5DOxnxDU+c=
1_a.sql h1:BWdpCk7IV0Qu+a9HwFxsO2q8PhyRm12+CYcpBKTduRc=
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: checksum mismatch: the file was removed: 1_a.sql [checksum => h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n]
#---- notes.txt
SELECT 1;

#==== checksum: only the sum of the directory is wrong
#---- atlas.sum
h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: checksum mismatch [checksum => h1:Q3+K+UY3ulb9Jw9VU6WOtbi5Q/0s+1kLJ5DOxnxDU+c=\n1_a.sql h1:BWdpCk7IV0Qu+a9HwFxsO2q8PhyRm12+CYcpBKTduRc=\n]
1_a.sql h1:BWdpCk7IV0Qu+a9HwFxsO2q8PhyRm12+CYcpBKTduRc=
#---- 1_a.sql
SELECT 1;

#==== checksum: lines of a merge
#---- atlas.sum
h1:Q3+K+UY3ulb9Jw9VU6WOtbi5Q/0s+1kLJ5DOxnxDU+c=
<<<<<<< ours
#^^^^^^^^^^^ error: checksum file format invalid [checksum => h1:Q3+K+UY3ulb9Jw9VU6WOtbi5Q/0s+1kLJ5DOxnxDU+c=\n1_a.sql h1:BWdpCk7IV0Qu+a9HwFxsO2q8PhyRm12+CYcpBKTduRc=\n]
1_a.sql h1:BWdpCk7IV0Qu+a9HwFxsO2q8PhyRm12+CYcpBKTduRc=
#---- 1_a.sql
SELECT 1;

#==== checksum: a sum that is too short
#---- atlas.sum
h1:Q3+K+UY3ulb9Jw9VU6WOtbi5Q/0s+1kLJ5DOxnxDU+c=
1_a.sql h1:abc
#^^^^^^^^^^^^^ error: checksum file format invalid [checksum => h1:Q3+K+UY3ulb9Jw9VU6WOtbi5Q/0s+1kLJ5DOxnxDU+c=\n1_a.sql h1:BWdpCk7IV0Qu+a9HwFxsO2q8PhyRm12+CYcpBKTduRc=\n]
#---- 1_a.sql
SELECT 1;

#==== checksum: no sum of the directory
#---- atlas.sum
1_a.sql h1:BWdpCk7IV0Qu+a9HwFxsO2q8PhyRm12+CYcpBKTduRc=
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: checksum file format invalid [checksum => h1:Q3+K+UY3ulb9Jw9VU6WOtbi5Q/0s+1kLJ5DOxnxDU+c=\n1_a.sql h1:BWdpCk7IV0Qu+a9HwFxsO2q8PhyRm12+CYcpBKTduRc=\n]
#---- 1_a.sql
SELECT 1;

#==== checksum: an empty line
#---- atlas.sum
h1:Q3+K+UY3ulb9Jw9VU6WOtbi5Q/0s+1kLJ5DOxnxDU+c=

# @1-1 error: checksum file format invalid [checksum => h1:Q3+K+UY3ulb9Jw9VU6WOtbi5Q/0s+1kLJ5DOxnxDU+c=\n1_a.sql h1:BWdpCk7IV0Qu+a9HwFxsO2q8PhyRm12+CYcpBKTduRc=\n]
1_a.sql h1:BWdpCk7IV0Qu+a9HwFxsO2q8PhyRm12+CYcpBKTduRc=
#---- 1_a.sql
SELECT 1;

#==== not checksum: a directory with files of Flyway
#---- atlas.sum
h1:Q3+K+UY3ulb9Jw9VU6WOtbi5Q/0s+1kLJ5DOxnxDU+c=
1_a.sql h1:BWdpCk7IV0Qu+a9HwFxsO2q8PhyRm12+CYcpBKTduRc=
#---- V10__b.sql
SELECT 1;
#---- V2__a.sql
SELECT 1;
