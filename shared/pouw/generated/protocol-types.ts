// Made from node-core/pouw/openapi/pouw-v1.yaml by node-core/pouw/openapi/build.mjs; changed there, not here.
export interface paths {
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the coordinator works, and what it is called. */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a worker known, or tells what changed about it. */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for work. */
        post: operations["lease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leases/{lease}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps a lease alive, and tells what the coordinator wants of it. */
        post: operations["heartbeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leases/{lease}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Binds the worker to its result before anybody sees one. Repeating it changes nothing. */
        post: operations["commit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leases/{lease}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reveals the result that was committed to. Repeating it changes nothing. */
        post: operations["result"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leases/{lease}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands in the state between two slices, asked for when two results differ. */
        post: operations["state"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/blobs/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: components["schemas"]["Hash"];
            };
            cookie?: never;
        };
        /** Bytes by their SHA-256; a range of them with Range. */
        get: operations["blob"];
        /** Stores bytes; refused when their SHA-256 is another. */
        put: operations["putBlob"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Batches, newest first. */
        get: operations["batches"];
        put?: never;
        /** Publishes a render, a training run or another set of jobs. */
        post: operations["submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a batch stands. */
        get: operations["batch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a job stands. */
        get: operations["job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Credits and payouts of a worker, newest first. */
        get: operations["ledger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Hash: string;
        Id: string;
        /** @description Ed25519 public key. */
        NodeKey: string;
        /** @description Milliseconds since 1970. */
        Time: number;
        /** @enum {string} */
        Kind: "primes" | "molecules" | "render" | "train" | "onnx";
        Text: string;
        Refusal: {
            error: string;
            message: string;
        };
        Health: {
            /** @constant */
            protocol: "pouw/1";
            name: components["schemas"]["Text"];
            time: components["schemas"]["Time"];
            /** @description What a credit is worth where this coordinator funds payouts; null when it pays nothing. */
            pays: {
                /** @constant */
                chain: "flux";
                satPerCredit: number;
            } | null;
        };
        Blob: {
            sha256: components["schemas"]["Hash"];
            size: number;
        };
        Stored: components["schemas"]["Blob"];
        Registration: {
            host: components["schemas"]["HostClass"];
            delegation: components["schemas"]["Delegation"] | null;
        };
        HostClass: {
            /** @description For people: what runs the modules. */
            runtime: string;
            cores: number;
            memoryMegabytes: number;
            kinds: components["schemas"]["Kind"][];
        };
        /** @description A Flux ID says which worker acts for it and where its payouts go. `signature` is a Bitcoin signed message over the text that docs/pouw-protocol.md gives. */
        Delegation: {
            fluxId: string;
            /** @description Flux address. */
            payout: string;
            until: components["schemas"]["Time"];
            signature: string;
        };
        NodeView: {
            node: components["schemas"]["NodeKey"];
            valid: number;
            invalid: number;
            /** @description Valid results since the last invalid one. */
            streak: number;
            credits: number;
            /** @description Caught three times; gets no more work. */
            excluded: boolean;
        };
        Job: {
            /** @constant */
            v: 1;
            id: components["schemas"]["Id"];
            batch: components["schemas"]["Id"];
            publisher: components["schemas"]["NodeKey"];
            kind: components["schemas"]["Kind"];
            title: components["schemas"]["Text"];
            /** @description The module; of an `onnx` job the runtime that reads its model, which a worker has and never fetches. */
            module: components["schemas"]["Blob"];
            inputs: components["schemas"]["Blob"][];
            params: string;
            seed: string;
            /** @enum {string} */
            output: "bytes" | "f32" | "f64";
            limits: {
                /** @description Pages of 64 KiB: 1024 at most for a module, more only for the runtime of an `onnx` job. */
                memPages: number;
                wallSeconds: number;
                outputBytes: number;
            };
            /** @description Units of work in all; a module that says otherwise fails. */
            units: number;
            /** @description Parts that the trail is made of; the same on every computer. */
            slices: number;
            delayBoundSeconds: number;
            replication: {
                minQuorum: number;
                maxErrors: number;
                maxTotal: number;
                adaptive: boolean;
            };
            creditPerUnit: number;
            expires: components["schemas"]["Time"];
        };
        LeaseRequest: {
            kinds: components["schemas"]["Kind"][];
            /** @description Leases that the worker still has; those it forgot are given to others. */
            holds: components["schemas"]["Id"][];
        };
        Lease: {
            id: components["schemas"]["Id"];
            job: components["schemas"]["Job"];
            until: components["schemas"]["Time"];
        };
        LeaseAnswer: {
            lease: components["schemas"]["Lease"] | null;
            retryAfterSeconds: number;
        };
        Heartbeat: {
            /** @description Units done so far. */
            done: number;
        };
        LeaseState: {
            /** @enum {string} */
            state: "leased" | "committed" | "submitted" | "validated" | "refused" | "lapsed" | "cancelled";
            until: components["schemas"]["Time"];
            /** @description What the worker should send next: `reveal` the result, or the `state` after so many slices. */
            wants: null | {
                /** @constant */
                kind: "reveal";
            } | {
                /** @constant */
                kind: "state";
                slices: number;
            };
            /** @description In words */
            verdict: string | null;
            retryAfterSeconds: number;
        };
        Commit: {
            /** @description SHA-256 of the output hash, the node key and the salt, as bytes one after the other. */
            commitment: components["schemas"]["Hash"];
        };
        Result: {
            /** @description Stored with PUT before. */
            output: components["schemas"]["Blob"];
            salt: components["schemas"]["Hash"];
            /** @description SHA-256 of the state after each slice. */
            trail: components["schemas"]["Hash"][];
            cpuMilliseconds: number;
            wallMilliseconds: number;
        };
        SliceState: {
            slices: number;
            /** @description Stored with PUT before. */
            state: components["schemas"]["Blob"];
        };
        BatchRequest: {
            title: components["schemas"]["Text"];
            work: {
                /** @constant */
                kind: "render";
                scene: number;
                width: number;
                height: number;
                tile: number;
                samples: number;
            } | {
                /** @constant */
                kind: "train";
                rounds: number;
                shards: number;
                epochs: number;
            } | {
                /** @constant */
                kind: "primes";
                from: string;
                count: string;
                jobs: number;
            } | {
                /** @constant */
                kind: "molecules";
                particles: number;
                steps: number;
                replicas: number;
            } | {
                /** @constant */
                kind: "onnx";
                /** @description A finished training run of this coordinator, whose network reads; null: the one that comes with the modules. */
                model: components["schemas"]["Id"] | null;
                /**
                 * @description Which: those that no training run of the modules learns from, or all.
                 * @enum {string}
                 */
                digits: "unseen" | "all";
                jobs: number;
            };
        };
        BatchView: {
            id: components["schemas"]["Id"];
            title: components["schemas"]["Text"];
            kind: components["schemas"]["Kind"];
            publisher: components["schemas"]["NodeKey"];
            created: components["schemas"]["Time"];
            /** @enum {string} */
            state: "running" | "finished" | "failed";
            jobs: number;
            done: number;
            result: components["schemas"]["BatchResult"] | null;
            /** @description Training: after each round. */
            curve: {
                loss: number;
                accuracy: number;
            }[];
            /** @description Different workers whose results count. */
            workers: number;
        };
        BatchResult: {
            blob: components["schemas"]["Blob"];
            /** @description What the bytes are, e.g. `image/x-rgba;width=320;height=200`. */
            media: string;
        };
        JobView: {
            job: components["schemas"]["Job"];
            /** @enum {string} */
            state: "open" | "provisional" | "final" | "failed";
            results: {
                node: components["schemas"]["NodeKey"];
                output: components["schemas"]["Hash"];
                /** @enum {string} */
                standing: "waiting" | "valid" | "invalid";
            }[];
            verdict: string | null;
        };
        Ledger: {
            node: components["schemas"]["NodeView"];
            /** @description Of results that are final. */
            credits: number;
            /** @description Of results that are not final yet. */
            escrow: number;
            entries: {
                job: components["schemas"]["Id"];
                lease: components["schemas"]["Id"];
                title: components["schemas"]["Text"];
                kind: components["schemas"]["Kind"];
                credits: number;
                at: components["schemas"]["Time"];
                /** @enum {string} */
                standing: "provisional" | "final" | "void";
            }[];
            payouts: {
                txid: components["schemas"]["Hash"];
                sat: string;
                credits: number;
                at: components["schemas"]["Time"];
            }[];
        };
    };
    responses: {
        /** @description Why not. */
        Refusal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Refusal"];
            };
        };
    };
    parameters: {
        Lease: components["schemas"]["Id"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It works. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Registration"];
            };
        };
        responses: {
            /** @description Known now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NodeView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    lease: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaseRequest"];
            };
        };
        responses: {
            /** @description Work, or none and when to ask again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaseAnswer"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    heartbeat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lease: components["parameters"]["Lease"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Heartbeat"];
            };
        };
        responses: {
            /** @description How the lease stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaseState"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    commit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lease: components["parameters"]["Lease"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Commit"];
            };
        };
        responses: {
            /** @description Noted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaseState"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lease: components["parameters"]["Lease"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Result"];
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaseState"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lease: components["parameters"]["Lease"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SliceState"];
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaseState"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    blob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: components["schemas"]["Hash"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description A range of the bytes. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    putBlob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: components["schemas"]["Hash"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            /** @description Stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stored"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    batches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batches. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        batches: components["schemas"]["BatchView"][];
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    submit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchRequest"];
            };
        };
        responses: {
            /** @description Published. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    batch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batch. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    ledger: {
        parameters: {
            query: {
                node: components["schemas"]["NodeKey"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ledger"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
}
