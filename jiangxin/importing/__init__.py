"""Word files, spreadsheets and phone photographs → entries, as a careful editor would have written them.

Five values, one after the other; only the last step writes:

    files        what an editor named, zips and folders opened       `gather`
    material     what each says: sheets, manuscripts, pictures       `reading`, `photographs`
    proposals    entries in the schema's terms                       `propose`
    plan         held against what stands and what was imported      `plan`
    files        written whole, with a register of what came in      `writing`

The register (`imports/register.json`) knows the digest of every field as it was
imported. So an editor's later edit is told apart from what a file now says, and
stays.
"""
