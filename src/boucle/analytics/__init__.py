"""Pure methods over canonical tables. Each returns tables or figures and runs nothing by itself."""
