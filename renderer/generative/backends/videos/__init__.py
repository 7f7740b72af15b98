"""Video models behind servers that speak OpenAI's /v1/videos: vLLM-Omni, SGLang, services.

::

    Videos ──loop (a thread with an event loop)──▶ Asking, one a job ──▶ Wire ──HTTP──▶ server
       │                                             ├ forms     what the server is sent ◀─ dialects
       └ looking  there? key? model? which server?   ├ state     how far the job is
                                                     ├ reading   its film as frames, within bounds
                                                     └ trouble   what went wrong, and what to do
"""
