# Completion of atlas-lsp for bash. Installed as share/bash-completion/completions/atlas-lsp.

_atlas_lsp() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    # bash splits --name=value into three words
    if [[ $cur == "=" ]]; then
        cur=
    elif [[ $prev == "=" ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    COMPREPLY=()
    case $prev in
    --dialect)
        COMPREPLY=($(compgen -W "sqlite mysql mariadb postgresql config test plan rule" -- "$cur"))
        return ;;
    --format)
        COMPREPLY=($(compgen -W "human json sarif github gitlab junit checkstyle mermaid" -- "$cur"))
        return ;;
    --color)
        COMPREPLY=($(compgen -W "auto always never" -- "$cur"))
        return ;;
    --help)
        COMPREPLY=($(compgen -W "check fmt diff lint erd inspect lsp" -- "$cur"))
        return ;;
    --engine)
        COMPREPLY=($(compgen -W "embedded cli" -- "$cur"))
        return ;;
    --config | --stdin-filepath | --pipe)
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen -f -- "$cur"))
        return ;;
    --jobs | --var | --env | --exclude | --include | --schema | --timeout | --socket | --from | --to | --dev-url | --rename | --indent | --dir | --latest | --git-base)
        return ;;
    esac
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "--check --fmt --erd --inspect --version --help --stdio --socket --pipe --dialect --format --color \
            --jobs --var --config --env --exclude --include --schema --tables-only --timeout --stdin-filepath --list --diff --lint --from --to --dev-url --rename --engine --exit-code --indent --qualified --run-programs --qualifier --dir --latest --git-base --git-dir --quiet --verbose" -- "$cur"))
        return
    fi
    compopt -o filenames 2>/dev/null
    local IFS=$'\n'
    COMPREPLY=($(compgen -d -- "$cur") $(compgen -f -X '!*.hcl' -- "$cur"))
}
complete -F _atlas_lsp atlas-lsp
