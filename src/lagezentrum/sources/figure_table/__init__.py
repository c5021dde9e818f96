"""Tables of figures with their vintages, as Parquet: the export of an archive, or a file of an analyst's own."""
