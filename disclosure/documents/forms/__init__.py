"""The form of every act on a document. They ask; the services judge."""
