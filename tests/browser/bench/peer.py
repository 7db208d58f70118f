"""Reads one file into a table of native DuckDB, and prints the milliseconds and the records: peer.py json|csv FILE."""

import sys
import time

import duckdb

form, path = sys.argv[1:]

# The columns of the page's list and what is asked most, typed, so that nothing is left to sniffing.
JSON = """
SELECT * FROM read_json(?, format = 'array', columns = {
    createdDateTime: 'TIMESTAMP', id: 'UUID', correlationId: 'UUID', userDisplayName: 'VARCHAR',
    userPrincipalName: 'VARCHAR', appDisplayName: 'VARCHAR', ipAddress: 'VARCHAR', clientAppUsed: 'VARCHAR',
    conditionalAccessStatus: 'VARCHAR', authenticationRequirement: 'VARCHAR', processingTimeInMilliseconds: 'INTEGER',
    status: 'STRUCT(errorCode INTEGER, failureReason VARCHAR)',
    location: 'STRUCT(city VARCHAR, state VARCHAR, countryOrRegion VARCHAR)',
    deviceDetail: 'STRUCT(operatingSystem VARCHAR, browser VARCHAR, isCompliant BOOLEAN)'
})
"""
CSV = """
SELECT "Date (UTC)", "Request ID", "Correlation ID", "User", "Username", "Application", "IP address", "Client app",
    "Conditional Access", "Authentication requirement", "Latency", "Sign-in error code", "Failure reason", "Location",
    "Operating System", "Browser", "Compliant"
FROM read_csv(?, header = true, delim = ',', quote = '"', escape = '"', types = {
    'Date (UTC)': 'TIMESTAMP', 'Request ID': 'UUID', 'Correlation ID': 'UUID', 'Latency': 'INTEGER',
    'Sign-in error code': 'INTEGER', 'Compliant': 'BOOLEAN'
})
"""

database = duckdb.connect()
database.execute("SET threads = 2")
start = time.perf_counter()
database.execute("CREATE TABLE records AS " + {"json": JSON, "csv": CSV}[form], [path])
elapsed = (time.perf_counter() - start) * 1000
print(elapsed, database.execute("SELECT count(*) FROM records").fetchone()[0])
