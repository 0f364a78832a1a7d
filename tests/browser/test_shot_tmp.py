import os

from playwright.sync_api import Page

PASTE = """# from the README
$ docker run -d --name vllm --gpus all --ipc=host \\
    -p 8000:8000 -e HF_TOKEN -e DB_PASSWORD=hunter2 \\
    -v hf-cache:/root/.cache/huggingface -v ./models:/models:ro \\
    --ulimit memlock=-1 --memory 16g --restart unless-stopped \\
    vllm/vllm-openai:v0.6 --model mistral --api-key sk-abcdef1234567890abcdef
"""


def shot(page, name):
    page.screenshot(path=f"/tmp/shots/{name}.png", full_page=True)


def test_shots(page: Page):
    os.makedirs("/tmp/shots", exist_ok=True)
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto("/")
    page.locator("#import-text").fill(PASTE)
    page.wait_for_timeout(800)
    page.screenshot(path="/tmp/shots/home.png")
    page.get_by_role("button", name="Open it").click()
    page.wait_for_timeout(500)
    shot(page, "import")
    page.screenshot(path="/tmp/shots/import-fold.png")
    page.set_viewport_size({"width": 360, "height": 800})
    shot(page, "import-360")
    page.goto("/")
    page.screenshot(path="/tmp/shots/home-360.png")
