#!/bin/bash -eu
# Part of smtpspec.
#
# Licensed under the Apache License, Version 2.0 (the "License");
# you may not use this file except in compliance with the License.
# You may obtain a copy of the License at
#
#      http://www.apache.org/licenses/LICENSE-2.0
#
# Unless required by applicable law or agreed to in writing, software
# distributed under the License is distributed on an "AS IS" BASIS,
# WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
# See the License for the specific language governing permissions and
# limitations under the License.

# build.sh [TARGET...]: for each fuzz target of the core, or those named, puts into $OUT what OSS-Fuzz and ClusterFuzzLite
# run: fuzz_TARGET, its seed corpus, its dictionary and its options. They give the folders ($SRC, $WORK, $OUT), the
# compiler and its flags ($CXX, $CXXFLAGS) and what drives a target ($LIB_FUZZING_ENGINE). The core needs nothing but the
# C++ library, which they link statically: what stands in $OUT runs where nothing is installed.
# $CCACHE is a compiler cache, and $SEEDS a build of smtpspec that has the seeds already.
source=$SRC/smtpspec
core=$WORK/core-$FUZZING_ENGINE-$SANITIZER

configure() {  # FOLDER [OPTION...]
  cmake -G Ninja -S "$source" -B "$@" -DCMAKE_BUILD_TYPE=None -DCCACHE="${CCACHE:-OFF}"
}

configure "$core" -DSMTPSPEC_ONLY=core -DSMTPSPEC_ENGINE="$LIB_FUZZING_ENGINE"
[ $# -gt 0 ] || set -- $(cut -d' ' -f1 "$core"/fuzz/targets)
cmake --build "$core" --target "${@/#/fuzz_}"

if [ -z "${SEEDS:-}" ]; then
  SEEDS=$WORK/seeds
  (  # What makes them is run here and now: it is neither fuzzed nor instrumented.
    unset CC CXX CFLAGS CXXFLAGS LDFLAGS
    configure "$SEEDS" -DSMTPSPEC_ONLY=seeds -DCMAKE_CXX_COMPILER=g++
    cmake --build "$SEEDS" --target fuzz_seeds
  )
fi

for target; do
  name=fuzz_$target corpus=$WORK/corpus/$target folders=()
  for folder in "$source"/fuzz/{seeds,regressions}/"$target" "$SEEDS"/fuzz/seeds/"$target"; do
    [ ! -d "$folder" ] || folders+=("$folder"/.)
  done
  rm -rf "$corpus" && mkdir -p "$corpus"
  cp -r --backup=numbered "${folders[@]}" "$corpus"  # names may come twice
  rm -f "$OUT"/"$name"_seed_corpus.zip
  (cd "$corpus" && zip --quiet --recurse-paths "$OUT"/"$name"_seed_corpus.zip .)
  cp "$core"/fuzz/"$name" "$OUT"
  cp "$SEEDS"/fuzz/smtp.dict "$OUT"/"$name".dict
  cp "$source"/fuzz/oss-fuzz/options "$OUT"/"$name".options
done
