# Completion of wirecopy for bash.

_wirecopy() {
	local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
	COMPREPLY=()
	case $previous in
	--min-words | --now | --threads) return ;;
	esac
	if [[ $COMP_CWORD -eq 1 ]]; then
		mapfile -t COMPREPLY < <(compgen -W "read dates quotes copies furniture stories series report --help --version" -- "$current")
	elif [[ $current == -* && $previous != -o && $previous != --save ]]; then
		mapfile -t COMPREPLY < <(compgen -W "--json -o --output --save --explain --min-words --now --threads -q --quiet --help --version" -- "$current")
	else
		compopt -o filenames
		mapfile -t COMPREPLY < <(compgen -f -- "$current")
	fi
}

complete -F _wirecopy wirecopy
