#include "diagnosis/stacks.h"

#include <QFile>
#include <QTest>

using namespace wirewise;

/// Each row is an answer recorded from the real program.
class TestStacks : public QObject
{
    Q_OBJECT
private:
    static observation::Exchange answer(const QString &file)
    {
        QFile recorded(QStringLiteral(WIREWISE_TEST_DATA "/answers/%1.raw").arg(file));
        observation::Exchange exchange;
        if (!recorded.open(QIODevice::ReadOnly))
            return exchange;
        exchange.probe.name = "get";
        exchange.probe.kind = observation::ProbeKind::Get;
        exchange.outcome = observation::Outcome::Answered;
        exchange.received = recorded.readAll();
        exchange.end = observation::StreamEnd::ClosedByPeer;
        exchange.readResponse();
        return exchange;
    }

private Q_SLOTS:
    void namesWhoAnswered_data()
    {
        QTest::addColumn<QByteArray>("stacks"); // all hops, nearest first
        QTest::addColumn<QByteArray>("writer"); // who wrote the page, if that is proven
        QTest::newRow("nginx-own-403") << QByteArray("nginx") << QByteArray("nginx");
        QTest::newRow("nginx-passes-fastapi-404") << QByteArray("nginx fastapi") << QByteArray("fastapi");
        QTest::newRow("nginx-passes-websockets-426")
            << QByteArray("nginx websockets") << QByteArray("websockets");
        QTest::newRow("haproxy-own-502") << QByteArray("haproxy") << QByteArray("haproxy");
        QTest::newRow("haproxy-own-302") << QByteArray("haproxy") << QByteArray("haproxy");
        QTest::newRow("haproxy-passes-426") << QByteArray("websockets") << QByteArray("websockets");
        QTest::newRow("apache-own-400") << QByteArray("apache") << QByteArray("apache");
        QTest::newRow("caddy-own-200") << QByteArray("caddy") << QByteArray("caddy");
        QTest::newRow("lighttpd-own-403") << QByteArray("lighttpd") << QByteArray("lighttpd");
        QTest::newRow("nginx-own-301") << QByteArray("nginx") << QByteArray("nginx");
        QTest::newRow("nginx-own-400-tls") << QByteArray("nginx") << QByteArray("nginx");
        QTest::newRow("nginx-own-401") << QByteArray("nginx") << QByteArray("nginx");
        QTest::newRow("nginx-own-403-tokens-off") << QByteArray("nginx") << QByteArray("nginx");
        QTest::newRow("nginx-own-429") << QByteArray("nginx") << QByteArray("nginx");
        QTest::newRow("nginx-own-500") << QByteArray("nginx") << QByteArray("nginx");
        QTest::newRow("nginx-own-502") << QByteArray("nginx") << QByteArray("nginx");
        QTest::newRow("nginx-own-503") << QByteArray("nginx") << QByteArray("nginx");
        QTest::newRow("nginx-custom-502") << QByteArray("nginx") << QByteArray();
        QTest::newRow("apache-own-301") << QByteArray("apache") << QByteArray("apache");
        QTest::newRow("apache-own-401") << QByteArray("apache") << QByteArray("apache");
        QTest::newRow("apache-own-403") << QByteArray("apache") << QByteArray("apache");
        QTest::newRow("apache-own-404") << QByteArray("apache") << QByteArray("apache");
        QTest::newRow("apache-own-405") << QByteArray("apache") << QByteArray("apache");
        QTest::newRow("apache-own-500") << QByteArray("apache") << QByteArray("apache");
        QTest::newRow("apache-own-503") << QByteArray("apache") << QByteArray("apache");
        QTest::newRow("apache-custom-403") << QByteArray("apache") << QByteArray();
        QTest::newRow("apache-passes-uvicorn-404") << QByteArray("uvicorn fastapi") << QByteArray("fastapi");
        QTest::newRow("haproxy-own-400") << QByteArray("haproxy") << QByteArray("haproxy");
        QTest::newRow("haproxy-own-401") << QByteArray("haproxy") << QByteArray("haproxy");
        QTest::newRow("haproxy-own-403") << QByteArray("haproxy") << QByteArray("haproxy");
        QTest::newRow("haproxy-own-503") << QByteArray("haproxy") << QByteArray("haproxy");
        QTest::newRow("haproxy-own-504") << QByteArray("haproxy") << QByteArray("haproxy");
        QTest::newRow("caddy-own-301") << QByteArray("caddy") << QByteArray("caddy");
        QTest::newRow("caddy-own-400-tls") << QByteArray("go") << QByteArray("go");
        QTest::newRow("caddy-own-401") << QByteArray("caddy") << QByteArray("caddy");
        QTest::newRow("caddy-own-403") << QByteArray("caddy") << QByteArray("caddy");
        QTest::newRow("caddy-own-502") << QByteArray("caddy") << QByteArray("caddy");
        QTest::newRow("caddy-own-503") << QByteArray("caddy") << QByteArray("caddy");
        QTest::newRow("caddy-own-504") << QByteArray("caddy") << QByteArray("caddy");
        QTest::newRow("caddy-passes-uvicorn-400") << QByteArray("caddy") << QByteArray();
        QTest::newRow("varnish-own-403") << QByteArray("varnish") << QByteArray("varnish");
        QTest::newRow("varnish-own-503") << QByteArray("varnish") << QByteArray("varnish");
        QTest::newRow("varnish-passes-uvicorn-404")
            << QByteArray("varnish uvicorn fastapi") << QByteArray("fastapi");
        QTest::newRow("lighttpd-own-401") << QByteArray("lighttpd") << QByteArray("lighttpd");
        QTest::newRow("lighttpd-own-503") << QByteArray("lighttpd") << QByteArray("lighttpd");
        QTest::newRow("lighttpd-page-403") << QByteArray("lighttpd") << QByteArray("lighttpd");
        QTest::newRow("lighttpd-passes-uvicorn-404")
            << QByteArray("uvicorn fastapi") << QByteArray("fastapi");
        QTest::newRow("squid-own-403") << QByteArray("squid") << QByteArray("squid");
        QTest::newRow("squid-own-407") << QByteArray("squid") << QByteArray("squid");
        QTest::newRow("squid-own-503") << QByteArray("squid") << QByteArray("squid");
        QTest::newRow("tinyproxy-own-403-allow") << QByteArray("tinyproxy") << QByteArray("tinyproxy");
        QTest::newRow("tinyproxy-own-403-filter") << QByteArray("tinyproxy") << QByteArray("tinyproxy");
        QTest::newRow("tinyproxy-own-403-port") << QByteArray("tinyproxy") << QByteArray("tinyproxy");
        QTest::newRow("tinyproxy-own-407") << QByteArray("tinyproxy") << QByteArray("tinyproxy");
        QTest::newRow("squid-passes-426") << QByteArray("squid websockets") << QByteArray("websockets");
        QTest::newRow("aiohttp-404") << QByteArray("aiohttp") << QByteArray("aiohttp");
        QTest::newRow("tornado-403") << QByteArray("tornado") << QByteArray();
        QTest::newRow("uvicorn-websockets-403") << QByteArray("websockets") << QByteArray();
        QTest::newRow("uvicorn-fastapi-404") << QByteArray("uvicorn fastapi") << QByteArray("fastapi");
        QTest::newRow("daphne-403") << QByteArray("daphne") << QByteArray("daphne");
        QTest::newRow("gunicorn-django-404") << QByteArray("gunicorn django") << QByteArray("django");
        QTest::newRow("gunicorn-own-500") << QByteArray("gunicorn") << QByteArray("gunicorn");
        QTest::newRow("gunicorn-flask-404") << QByteArray("gunicorn flask") << QByteArray("flask");
        QTest::newRow("socketio-python-400")
            << QByteArray("gunicorn flask-socketio") << QByteArray("flask-socketio");
        QTest::newRow("socketio-node-400") << QByteArray("nginx socket.io") << QByteArray("socket.io");
        QTest::newRow("node-ws-401") << QByteArray("node-ws") << QByteArray("node-ws");
        QTest::newRow("express-404") << QByteArray("express") << QByteArray("express");
        QTest::newRow("tomcat-404") << QByteArray("tomcat") << QByteArray("tomcat");
        QTest::newRow("hypercorn-503") << QByteArray("hypercorn") << QByteArray();
        QTest::newRow("mojolicious-200") << QByteArray("mojolicious") << QByteArray();
        QTest::newRow("turtle-403") << QByteArray("turtle") << QByteArray("turtle");
        QTest::newRow("websockify-405") << QByteArray("websockify") << QByteArray();
        QTest::newRow("python-http-server-404") << QByteArray("python-http-server") << QByteArray();
        QTest::newRow("autobahn-200") << QByteArray("autobahn") << QByteArray();
        QTest::newRow("starlette-404") << QByteArray("uvicorn starlette") << QByteArray("starlette");
        QTest::newRow("werkzeug-400") << QByteArray("werkzeug flask") << QByteArray("flask");
        QTest::newRow("waitress-404") << QByteArray("waitress flask") << QByteArray("flask");
        QTest::newRow("cheroot-404") << QByteArray("cheroot flask") << QByteArray("flask");
        QTest::newRow("wsgiref-404") << QByteArray("wsgiref flask") << QByteArray("flask");
        QTest::newRow("twisted-404") << QByteArray("twisted flask") << QByteArray("flask");
        QTest::newRow("tornado-wsgi-404") << QByteArray("tornado flask") << QByteArray("flask");
        QTest::newRow("uwsgi-404") << QByteArray("flask") << QByteArray("flask");
        QTest::newRow("gevent-404") << QByteArray("flask") << QByteArray("flask");
        QTest::newRow("eventlet-404") << QByteArray("flask") << QByteArray("flask");
        QTest::newRow("gunicorn-own-400") << QByteArray("gunicorn") << QByteArray("gunicorn");
        QTest::newRow("gunicorn-drf-404") << QByteArray("gunicorn django") << QByteArray("django");
        QTest::newRow("django-runserver-404") << QByteArray("wsgiref django") << QByteArray("django");
        QTest::newRow("gunicorn-django-400") << QByteArray("gunicorn django") << QByteArray("django");
        QTest::newRow("hypercorn-quart-404") << QByteArray("hypercorn quart") << QByteArray("quart");
        QTest::newRow("hypercorn-empty-404") << QByteArray("hypercorn") << QByteArray();
        QTest::newRow("bottle-404") << QByteArray("bottle") << QByteArray("bottle");
        QTest::newRow("tornado-404") << QByteArray("tornado") << QByteArray("tornado");
        QTest::newRow("cherrypy-404") << QByteArray("cherrypy") << QByteArray();
        QTest::newRow("go-404") << QByteArray("go") << QByteArray("go");
        QTest::newRow("go-tls-400") << QByteArray("go") << QByteArray("go");
        QTest::newRow("gorilla-500") << QByteArray("go gorilla") << QByteArray("gorilla");
        QTest::newRow("gorilla-403") << QByteArray("go gorilla") << QByteArray("gorilla");
        QTest::newRow("nginx-passes-gorilla-400") << QByteArray("nginx go gorilla") << QByteArray("gorilla");
        QTest::newRow("coder-403") << QByteArray("go coder") << QByteArray("coder");
        QTest::newRow("coder-400") << QByteArray("go coder") << QByteArray("coder");
        QTest::newRow("coder-426") << QByteArray("go coder") << QByteArray("coder");
        QTest::newRow("nginx-passes-go-tls-400") << QByteArray("nginx go") << QByteArray("go");
        QTest::newRow("jetty-404") << QByteArray("jetty") << QByteArray("jetty");
        QTest::newRow("netty-400") << QByteArray("netty") << QByteArray("netty");
        QTest::newRow("action-cable-404") << QByteArray("action-cable") << QByteArray("action-cable");
        QTest::newRow("rails-404") << QByteArray("rails") << QByteArray();
        QTest::newRow("rails-blocked-host-403") << QByteArray("rails") << QByteArray("rails");
        QTest::newRow("thin-404") << QByteArray("thin") << QByteArray();
        QTest::newRow("puma-500") << QByteArray("puma") << QByteArray("puma");
        QTest::newRow("cowboy-404") << QByteArray("cowboy") << QByteArray();
        QTest::newRow("libwebsockets-404") << QByteArray("libwebsockets") << QByteArray("libwebsockets");
        QTest::newRow("beast-426") << QByteArray("beast") << QByteArray();
        QTest::newRow("nginx-passes-beast-400") << QByteArray("nginx beast") << QByteArray("beast");
        QTest::newRow("websocketpp-400") << QByteArray("websocketpp") << QByteArray();
        QTest::newRow("qt-403") << QByteArray("qt") << QByteArray("qt");
        QTest::newRow("php-404") << QByteArray("php") << QByteArray();
        QTest::newRow("node-404") << QByteArray("node") << QByteArray();
        QTest::newRow("node-404-closed") << QByteArray("node") << QByteArray();
        QTest::newRow("fastify-404") << QByteArray("node fastify") << QByteArray("fastify");
        QTest::newRow("fastify-websocket-404") << QByteArray("fastify") << QByteArray("fastify");
        QTest::newRow("koa-404") << QByteArray("node koa") << QByteArray("koa");
        QTest::newRow("hapi-404") << QByteArray("hapi") << QByteArray("hapi");
        QTest::newRow("nest-404") << QByteArray("express nest") << QByteArray("nest");
        QTest::newRow("next-404") << QByteArray("node next") << QByteArray();
        QTest::newRow("node-ws5-400") << QByteArray("node-ws") << QByteArray("node-ws");
        QTest::newRow("node-ws-426") << QByteArray("node-ws") << QByteArray("node-ws");
        QTest::newRow("vite-passes-node-ws-400") << QByteArray("node-ws") << QByteArray("node-ws");
        QTest::newRow("vite-200") << QByteArray("vite node") << QByteArray("vite");
        QTest::newRow("vite-403") << QByteArray("vite node") << QByteArray("vite");
        QTest::newRow("webpack-dev-server-403")
            << QByteArray("webpack-dev-server node express") << QByteArray("webpack-dev-server");
        QTest::newRow("sockjs-200") << QByteArray("sockjs node") << QByteArray("sockjs");
        QTest::newRow("http-proxy-504") << QByteArray("http-proxy node express") << QByteArray("http-proxy");
        QTest::newRow("graphql-ws-101") << QByteArray("graphql-ws") << QByteArray();
    }

    void namesWhoAnswered()
    {
        QFETCH(QByteArray, stacks);
        QFETCH(QByteArray, writer);
        const observation::Exchange exchange = answer(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(exchange.response);
        const QList<diagnosis::Hop> hops = diagnosis::hopsOf(exchange);
        QByteArrayList found;
        for (const diagnosis::Hop &hop : hops)
            found.append(hop.stack);
        QCOMPARE(found.join(' '), stacks);
        const diagnosis::Hop *speaker = diagnosis::speakerOf(hops);
        QVERIFY(speaker);
        QCOMPARE(speaker->wrote ? speaker->stack : QByteArray(), writer);
    }

    void everyHopShowsItsBytes_data() { namesWhoAnswered_data(); }

    void everyHopShowsItsBytes()
    {
        const observation::Exchange exchange = answer(QString::fromLatin1(QTest::currentDataTag()));
        const QList<diagnosis::Hop> hops = diagnosis::hopsOf(exchange);
        for (const diagnosis::Hop &hop : hops) {
            QVERIFY2(!hop.evidence.range.isEmpty(), hop.stack.constData());
            QVERIFY(hop.evidence.range.offset >= 0);
            QVERIFY(hop.evidence.range.end() <= exchange.received.size());
            QVERIFY(!hop.evidence.text.isEmpty());
            QVERIFY(!hop.name.isEmpty());
        }
    }

    void versionsAreRead()
    {
        const QList<diagnosis::Hop> nginx = diagnosis::hopsOf(answer(QStringLiteral("nginx-own-403")));
        QCOMPARE(nginx.constFirst().name, QStringLiteral("nginx 1.22.1"));
        const QList<diagnosis::Hop> aiohttp = diagnosis::hopsOf(answer(QStringLiteral("aiohttp-404")));
        QCOMPARE(aiohttp.constFirst().name, QStringLiteral("aiohttp 3.8.4"));
    }

    void looksAlikeAndIsNot_data()
    {
        QTest::addColumn<QByteArray>("received");
        QTest::newRow("Tomcat ends with Date and Connection")
            << QByteArray("HTTP/1.1 404 \r\nContent-Length: 0\r\nDate: Sat, 21 Nov 2026 11:48:41 "
                          "GMT\r\nConnection: close\r\n\r\n");
        QTest::newRow("Undertow counts before the date")
            << QByteArray("HTTP/1.1 404 Not Found\r\nConnection: keep-alive\r\nContent-Length: 0\r\nDate: "
                          "Sat, 21 Nov 2026 11:48:41 GMT\r\n\r\n");
        QTest::newRow("Keep-Alive with a maximum")
            << QByteArray("HTTP/1.1 404 Not Found\r\nDate: Sat, 21 Nov 2026 11:48:41 GMT\r\nConnection: "
                          "keep-alive\r\nKeep-Alive: timeout=5, max=100\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("Not Found in plain words")
            << QByteArray("HTTP/1.1 404 Not Found\r\ncontent-length: 9\r\ncontent-type: text/plain; "
                          "charset=utf-8\r\ndate: Sat, 21 Nov 2026 11:48:41 GMT\r\n\r\nNot Found");
        QTest::newRow("a 400 without content")
            << QByteArray("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-type: "
                          "text/html\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("other problem JSON")
            << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 21\r\n\r\n{\"error\":\"Not Found\"}");
    }

    void looksAlikeAndIsNot()
    {
        QFETCH(QByteArray, received);
        observation::Exchange exchange;
        exchange.received = received;
        exchange.outcome = observation::Outcome::Answered;
        exchange.readResponse();
        QVERIFY(exchange.response);
        QVERIFY(diagnosis::hopsOf(exchange).isEmpty());
    }

    void nothingIsMadeUp()
    {
        observation::Exchange exchange;
        QVERIFY(diagnosis::hopsOf(exchange).isEmpty());
        exchange.received =
            "HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\nX-Note: nginx/1.2\r\n\r\nnot found";
        exchange.outcome = observation::Outcome::Answered;
        exchange.readResponse();
        QVERIFY(exchange.response);
        QVERIFY(diagnosis::hopsOf(exchange).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestStacks)
#include "test_stacks.moc"
