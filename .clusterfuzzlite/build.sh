#!/bin/bash -eu
exec "$SRC"/smtpspec/fuzz/oss-fuzz/build.sh "$@"
