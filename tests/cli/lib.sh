# What the command line's tests share: a scratch folder, small articles of our own, and counting.
# shellcheck shell=bash
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 COLUMNS=80 NO_COLOR=1
passed=0 failed=0

ok() { # name, then a command that must succeed
	local name=$1
	shift
	if "$@" >"$work/.ok" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAIL $name: $*"
		head -c 2000 "$work/.ok" | head -20
	fi
}

finish() {
	echo "$passed passed, $failed failed"
	[ $failed -eq 0 ]
	exit
}

# Two outlets on one ceremony, the second taking most from the first; the same in the two years before.
small_news() { # folder
	mkdir -p "$1"
	cat >"$1/tidings.txt" <<'TEXT'
Harbour Tidings
Lighthouse keepers honoured at Cape Ondry

By Mara Quill
12 June 2024

CAPE ONDRY, June 12 (Reuters) - The minister for the coast, Anselm Bray, praised the last lighthouse keepers of Cape Ondry on Wednesday, saying that "no machine will ever wave back at a ship."

"We owe them every safe crossing of the last ninety years," Bray told a crowd of about 400 people below the tower, according to the Coast Gazette.

The ceremony has been held every June since 2022, when the lamp was put on a timer and the keepers moved to the village.

Copyright Harbour Tidings. All rights reserved.
TEXT
	cat >"$1/more.jsonl" <<'TEXT'
{"id":"beacon-1","outlet":"The Beacon","title":"Minister thanks keepers","published":"2024-06-12T18:00:00Z","text":"The minister for the coast, Anselm Bray, praised the last lighthouse keepers of Cape Ondry on Wednesday, saying that \"no machine will ever wave back at a ship.\"\n\n\"We owe them every safe crossing of the last ninety years,\" Bray told a crowd of about 400 people below the tower, according to the Coast Gazette.\n\nThe village is planning a small museum in the engine house."}
{"id":"beacon-0","outlet":"The Beacon","title":"Minister praises last lighthouse keepers of Cape Ondry","published":"2023-06-12","text":"The minister for the coast, Anselm Bray, praised the lighthouse keepers of Cape Ondry on Monday, saying that \"no machine will ever ring a bell for a ship.\"\n\nBray spoke to some 300 people below the tower. The ceremony for the lighthouse keepers was held for the second June in a row, and rain fell on the brass band."}
{"id":"beacon-00","outlet":"The Beacon","title":"Minister thanks lighthouse keepers of Cape Ondry","published":"2022-06-12","text":"The minister for the coast, Anselm Bray, thanked the lighthouse keepers of Cape Ondry on Sunday, saying that \"no machine will ever light a stove for a ship.\"\n\nBray spoke below the tower of the lighthouse. The ceremony for the keepers was the first since the lamp was put on a timer."}
{"id":"post-7","outlet":"Valley Post","title":"Milk prices fall","published":"2024-06-12","text":"Milk prices fell for the third month running, the farmers' union said on Tuesday. \"We cannot go on like this,\" its chair, Tove Lind, told reporters in Marlow."}
TEXT
}
