package org.minqing.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** A demonstration's passwords are known to everybody: it listens to this machine alone, or not at all. */
@Component
@Profile("demo")
class DemoStart implements BeanFactoryPostProcessor, EnvironmentAware {

    private Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (String setting : new String[] {"server.address", "management.server.address"}) {
            String address = environment.getProperty(setting, "127.0.0.1");
            if (!isThisMachine(address)) {
                throw new RefusedToStart("演示只能在本机访问：请去掉 %s=%s，或改用 prod".formatted(setting, address));
            }
        }
    }

    private static boolean isThisMachine(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
