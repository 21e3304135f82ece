package import Manifests

extension SchemaError: Explained {}
