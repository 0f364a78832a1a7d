"""A text of several objects, for exports of it."""

WEB = """# The shop's front.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web   # known to the Service
  namespace: shop
spec:
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      initContainers:
      - name: wait
        image: busybox:1.36
      containers:
      - name: app
        image: registry.example.com:5000/shop/web:1.0
        args: [--config=settings, "http://db.shop.svc:80"]
        env:
        - name: HOST
          value: db
        - name: URL
          value: http://$(HOST)
        - name: TOKEN
          valueFrom:
            secretKeyRef: {name: token, key: t}
      - name: proxy
        image: envoy:1
        env:
        - name: LEVEL
          value: info
        - name: OLD
          value: "1"
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  level: info   # or debug
  old: x
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec:
  tls: [{hosts: [shop.example.com, other.example.com]}]
  rules: [{host: shop.example.com}, {host: other.example.com}, {http: {}}]
"""
CLAIMS = """apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  volumeClaimTemplates: [{metadata: {name: data}}]
"""
