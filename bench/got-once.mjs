// The reference for `caretaker check`: the least that a script with the same HTTP client does.
import got from 'got';

const response = await got(String(process.argv[2]));
if (response.statusCode !== 200) process.exitCode = 1;
